"""Reading pages and pictures of a PDF with qpdf and pdfium; runs in the child only."""

import io

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Pdf, Stream
from pypdfium2 import raw

from adapters.confinement import Answer, Json
from adapters.inspection.outcomes import NotKept, NotKeptCode

MM_PER_POINT = 25.4 / 72
FILLS = 0.4
"""A picture over this part of the page is a scan of it."""
MOST_LOOKED_AT = 300
"""Pages whose pictures are looked for; of those behind them the size alone is told."""
DEEPEST = 2


def inspect_confined(question: Answer) -> Answer:
    try:
        facts = _opened_facts(question.body, int(str(question.facts["pages"])))
        return Answer({**facts, "pages": _pages(question.body)})
    except NotKept as refusal:
        return Answer({"refused": refusal.code, "facts": dict(refusal.facts)})


def _opened_facts(data: bytes, most: int) -> dict[str, Json]:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            declared = int(pdf.Root.Pages.get("/Count") or 0)
            count = len(pdf.pages)
            if count < max(declared, 1):
                raise NotKept(NotKeptCode.DAMAGED)
            if count > most:
                raise NotKept(NotKeptCode.TOO_MANY_PAGES, limit=most, pages=count)
            return {"locked": pdf.is_encrypted, "signed": _is_signed(pdf)}
    except pikepdf.PasswordError as error:
        raise NotKept(NotKeptCode.NEEDS_PASSWORD) from error
    except (pikepdf.PdfError, AttributeError, RuntimeError, TypeError, ValueError) as error:
        raise NotKept(NotKeptCode.DAMAGED) from error


def _is_signed(pdf: Pdf) -> bool:
    return any(
        isinstance(one, (Dictionary, Stream)) and isinstance(one.get("/ByteRange"), Array)
        for one in pdf.objects
    )


def _pages(data: bytes) -> list[Json]:
    try:
        document = pypdfium2.PdfDocument(data)
        return [_page(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise NotKept(NotKeptCode.DAMAGED) from error


def _page(document: pypdfium2.PdfDocument, number: int) -> Json:
    width, height = document.get_page_size(number)
    dpi, bits = _scan_of(document, number) if number < MOST_LOOKED_AT else (0, 0)
    return [round(width * MM_PER_POINT, 1), round(height * MM_PER_POINT, 1), dpi, bits]


def _scan_of(document: pypdfium2.PdfDocument, number: int) -> tuple[int, int]:
    """Return the lower resolution of the picture that fills the page, and its bits per pixel."""
    page = document[number]
    try:
        found = max((_picture(page, one) for one in _pictures(page)), default=(0.0, 0, 0))
    finally:
        page.close()
    return (found[1], found[2]) if found[0] >= FILLS else (0, 0)


def _pictures(page: pypdfium2.PdfPage) -> list[pypdfium2.PdfObject]:
    return list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST))


def _picture(page: pypdfium2.PdfPage, picture: pypdfium2.PdfObject) -> tuple[float, int, int]:
    """Return the part of the page it covers, its dots per inch and its bits per pixel."""
    width, height = page.get_size()
    left, bottom, right, top = picture.get_bounds()
    across, up = max(right - left, 0.0), max(top - bottom, 0.0)
    told = raw.FPDF_IMAGEOBJ_METADATA()
    if not (across and up) or not raw.FPDFImageObj_GetImageMetadata(picture.raw, page.raw, told):
        return 0.0, 0, 0
    along = min(told.width * 72 / across, told.height * 72 / up)
    return across * up / max(width * height, 1.0), round(along), told.bits_per_pixel
