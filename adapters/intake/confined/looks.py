"""Draw upload and working copy side by side: what people sign must look like what was uploaded (T45, T46)."""

import time

import pypdfium2
from PIL import Image, ImageChops

from adapters.intake.outcomes import RefusalCode, UploadRefused

_LONG_SIDE_PIXELS = 600
_VISIBLE_STEP = 48
_VISIBLE_PIXELS = 12
_SECONDS_FOR_COMPARING = 5.0


def looks_changed(upload: bytes, working: bytes, page_count: int, compared: int) -> bool:
    """Compare up to `compared` first pages; the working copy must render, an unreadable upload cannot differ.

    Raises UploadRefused when the working copy does not render.
    """
    try:
        copy = _drawable(working)
        if len(copy) != page_count:
            raise UploadRefused(RefusalCode.DAMAGED, cause="page_count")
        _picture(copy, 0)
    except pypdfium2.PdfiumError as error:
        raise UploadRefused(RefusalCode.DAMAGED, cause="not_drawable") from error
    try:
        return _differ(_drawable(upload), copy, min(page_count, compared))
    except pypdfium2.PdfiumError:
        return False


def _drawable(data: bytes) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return document


def _differ(upload: pypdfium2.PdfDocument, copy: pypdfium2.PdfDocument, pages: int) -> bool:
    if len(upload) != len(copy):
        return True
    started = time.monotonic()
    for number in range(pages):
        if _pages_differ(_picture(upload, number), _picture(copy, number)):
            return True
        if time.monotonic() - started > _SECONDS_FOR_COMPARING:
            break
    return False


def _pages_differ(before: Image.Image, after: Image.Image) -> bool:
    if before.size != after.size:
        return True
    steps = ImageChops.difference(before, after).histogram()
    return sum(steps[_VISIBLE_STEP:]) >= _VISIBLE_PIXELS


def _picture(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = document[number]
    scale = _LONG_SIDE_PIXELS / max(page.get_size())
    picture: Image.Image = page.render(scale=scale, grayscale=True, may_draw_forms=True).to_pil()
    page.close()
    return picture
