"""Redrawing with Pillow, HEIC by pi-heif; runs in the child only."""

import io

import pi_heif
from PIL import Image, ImageOps

from adapters.confinement import Answer, Json
from adapters.pictures.opening import PictureRefused, opened

_DRAWN_AS = {"JPEG": "JPEG", "PNG": "PNG", "HEIF": "JPEG"}
_MIMETYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
_QUALITY = 90


def redraw(question: Answer) -> Answer:
    pi_heif.register_heif_opener(thumbnails=False)
    try:
        with opened(question.body, _DRAWN_AS) as picture:
            return _redrawn(picture, _DRAWN_AS[str(picture.format)])
    except PictureRefused as refused:
        return Answer({"refused": "not_a_photo" if refused.code == "unknown" else refused.code})


def _redrawn(picture: Image.Image, kind: str) -> Answer:
    """Paint the pixels upright on a new canvas: whatever else the file carried stays behind."""
    mode = "RGBA" if kind == "PNG" and picture.has_transparency_data else "RGB"
    upright = ImageOps.exif_transpose(picture).convert(mode)
    canvas = Image.new(mode, upright.size)
    canvas.paste(upright)
    file = io.BytesIO()
    canvas.save(file, kind, **({"quality": _QUALITY} if kind == "JPEG" else {}))
    facts: dict[str, Json] = {"mimetype": _MIMETYPES[kind], "width": canvas.width, "height": canvas.height}
    return Answer(facts, file.getvalue())
