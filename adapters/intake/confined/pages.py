from pikepdf import Object, Page, Pdf, PdfError, Rectangle

from adapters.intake.outcomes import RefusalCode, UploadRefused


def require_page_count(pdf: Pdf, most: int) -> None:
    count = len(pdf.pages)
    if count > most:
        raise UploadRefused(RefusalCode.TOO_MANY_PAGES, limit=most, pages=count)


def require_page_sizes(pdf: Pdf, short_side: int, long_side: int) -> None:
    for number, page in enumerate(pdf.pages, start=1):
        shorter, longer = _sides(page)
        if not 0 < shorter <= longer:
            raise UploadRefused(RefusalCode.DAMAGED, cause="page_size", page=number)
        if shorter > short_side or longer > long_side:
            raise UploadRefused(RefusalCode.PAGE_TOO_LARGE, page=number)


def _sides(page: Page) -> tuple[float, float]:
    try:
        media, crop = Rectangle(page.mediabox), Rectangle(page.cropbox)
    except (PdfError, TypeError, ValueError, AttributeError, KeyError):
        return 0.0, 0.0
    unit = _number(page.obj.get("/UserUnit") or 1)
    width = min(media.urx, crop.urx) - max(media.llx, crop.llx)
    height = min(media.ury, crop.ury) - max(media.lly, crop.lly)
    shorter, longer = sorted((width * unit, height * unit))
    return shorter, longer


def _number(value: Object | int) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0
