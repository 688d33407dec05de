"""Redrawing with Pillow, HEIC by pi-heif; runs in the child only."""

import io
import warnings

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from adapters.confinement import Answer, Json

_MOST_PIXELS = 25_000_000
_DRAWN_AS = {"JPEG": "JPEG", "PNG": "PNG", "HEIF": "JPEG"}
_MIMETYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
_QUALITY = 90


def redraw(question: Answer) -> Answer:
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    # Between one and two times the limit Pillow only warns.
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    pi_heif.register_heif_opener(thumbnails=False)
    try:
        with Image.open(io.BytesIO(question.body), formats=list(_DRAWN_AS)) as picture:
            return _redrawn(picture, _DRAWN_AS[str(picture.format)])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Answer({"refused": "too_many_pixels"})
    except UnidentifiedImageError:
        return Answer({"refused": "not_a_photo"})
    except (OSError, SyntaxError, ValueError):
        return Answer({"refused": "damaged"})


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
