"""Taking the paper away from a scanned seal with Pillow; runs in the child only."""

import io
from collections.abc import Sequence
from typing import cast

from PIL import Image, ImageChops, ImageOps

from adapters.confinement import Answer
from adapters.pictures.opening import PictureRefused, opened

_FORMATS = ("JPEG", "PNG")
_LEAST_SIDE = 300
_WORKED_ON, _KEPT = 1600, 600
_PAPER_SHARE = 0.6
"""Above this share of the lightest pixels the paper is found, even under a shadow at the edge."""
_DARKEST_SHARE = 0.001
_FAINT, _FULL = 0.25, 0.65
"""Of the way from paper to the darkest ink: nothing below the first, all of the colour above the second."""
_LEAST_INK, _MOST_INK = 0.01, 0.7


def lift(question: Answer) -> Answer:
    """Return the ink as a transparent PNG in the colour of `facts["colour"]`, cut to the ink, as a square."""
    try:
        with opened(question.body, _FORMATS) as picture:
            return _lifted(picture, cast("list[int]", question.facts["colour"]))
    except PictureRefused as refused:
        return Answer({"refused": "not_a_picture" if refused.code == "unknown" else refused.code})


def _lifted(picture: Image.Image, colour: Sequence[int]) -> Answer:
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    if min(upright.size) < _LEAST_SIDE:
        return Answer({"refused": "too_small"})
    upright.thumbnail((_WORKED_ON, _WORKED_ON))
    ink = _ink(upright)
    frame = ink.getbbox()
    share = ink.histogram()[255] / (ink.width * ink.height)
    if frame is None or not _LEAST_INK <= share <= _MOST_INK:
        return Answer({"refused": "no_seal_found"})
    alpha = _squared(ink.crop(frame))
    seal = Image.new("RGBA", alpha.size, (*colour, 0))
    seal.putalpha(alpha)
    file = io.BytesIO()
    seal.save(file, "PNG", optimize=True)
    return Answer({"side": seal.width}, file.getvalue())


def _ink(upright: Image.Image) -> Image.Image:
    """Return how much ink covers each pixel: vermilion takes the green and blue out of white light."""
    white = Image.new("RGBA", upright.size, (255, 255, 255, 255))
    _red, green, blue, _alpha = Image.alpha_composite(white, upright).split()
    light = ImageChops.darker(green, blue)
    paper, dark = _level(light, _PAPER_SHARE), _level(light, _DARKEST_SHARE)
    faint = paper - (paper - dark) * _FAINT
    full = paper - (paper - dark) * _FULL
    span = max(1.0, faint - full)
    return light.point([round(255 * min(1.0, max(0.0, (faint - level) / span))) for level in range(256)])


def _level(light: Image.Image, share: float) -> int:
    """Return the level that this share of the pixels does not exceed."""
    counted, wanted = 0, share * light.width * light.height
    for level, count in enumerate(light.histogram()):
        counted += count
        if counted >= wanted:
            return level
    return 255


def _squared(ink: Image.Image) -> Image.Image:
    side = max(ink.size)
    square = Image.new("L", (side, side), 0)
    square.paste(ink, ((side - ink.width) // 2, (side - ink.height) // 2))
    square.thumbnail((_KEPT, _KEPT))
    return square
