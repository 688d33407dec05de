"""Redrawing a logo with Pillow; runs in the child only."""

import io
from typing import cast

from PIL import Image

from adapters.confinement import Answer
from adapters.pictures.confined_photos import redraw

_LEAST_SIDE = 32


def draw(question: Answer) -> Answer:
    """Return the picture as a PNG that is at most `facts["width"]` by `facts["height"]` pixels."""
    redrawn = redraw(question)
    if "refused" in redrawn.facts:
        return redrawn
    with Image.open(io.BytesIO(redrawn.body)) as picture:
        if min(picture.size) < _LEAST_SIDE:
            return Answer({"refused": "too_small"})
        picture.thumbnail((cast("int", question.facts["width"]), cast("int", question.facts["height"])))
        file = io.BytesIO()
        picture.save(file, "PNG", optimize=True)
    return Answer({"width": picture.width, "height": picture.height}, file.getvalue())
