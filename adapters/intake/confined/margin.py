"""Whether the lower left of page 1 is free for the certificate's id (GM-22)."""

import pypdfium2

from contracts.certificate_id import ID_BOTTOM, ID_HEIGHT, ID_LEFT, ID_WIDTH

_PIXELS_PER_POINT = 2.0
_VISIBLE_STEP = 48
_MOST_POINTS = 4000.0


def is_id_place_taken(working: bytes) -> bool:
    """Look at the strip as displayed; an even ground is free, whatever its colour."""
    page = pypdfium2.PdfDocument(working)[0]
    width, height = page.get_size()
    if max(width, height) > _MOST_POINTS or width <= ID_LEFT or height <= ID_BOTTOM:
        return False
    right = max(0.0, width - ID_LEFT - ID_WIDTH)
    top = max(0.0, height - ID_BOTTOM - ID_HEIGHT)
    strip = page.render(
        scale=_PIXELS_PER_POINT, crop=(ID_LEFT, ID_BOTTOM, right, top), grayscale=True, may_draw_forms=True
    )
    darkest, lightest = strip.to_pil().getextrema()
    return bool(lightest - darkest >= _VISIBLE_STEP)
