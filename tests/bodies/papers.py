"""PDFs as they come: with words, with the characters that PDFs are full of, and as scans."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from adapters.fonts import font

SIZE = (420, 595)


def printed(*pages: Sequence[str]) -> bytes:
    """Return one page for each sequence of lines."""
    _register()
    out = BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=True)
    for lines in pages:
        canvas.setFont("bodies", 14)
        for number, line in enumerate(lines):
            canvas.drawString(40, 540 - 24 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned(*lines: str, stamp: str = "") -> bytes:
    """Return the same lines as a picture of 200 dots an inch, with a short word printed over it."""
    picture = pypdfium2.PdfDocument(printed(lines))[0].render(scale=200 / 72, grayscale=True).to_pil()
    out = BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=True)
    canvas.drawImage(ImageReader(picture), 0, 0, *SIZE)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(20, 10, stamp)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _register() -> None:
    pdfmetrics.registerFont(TTFont("bodies", font("sans")))
