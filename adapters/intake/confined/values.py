"""Draw a field's Japanese value: qpdf's own appearances know Latin letters only and would sign "???"."""

import io
from typing import cast

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from adapters.fonts import font

_FACE = "warifu-field"
_LARGEST, _SMALLEST = 12.0, 4.0
_LEADING = 1.2
_MARGIN = 2.0


def draw_value(pdf: Pdf, widget: Object, value: str) -> None:
    """Give the widget an appearance with `value` shrunk to its rectangle, 4 to 12 points high."""
    box = pikepdf.Rectangle(cast("Array", widget["/Rect"]))
    drawing = pikepdf.open(io.BytesIO(_drawing(value.splitlines(), box.width, box.height)))
    appearance = pdf.copy_foreign(drawing.pages[0].as_form_xobject())
    widget["/AP"] = Dictionary(N=appearance)


def _drawing(lines: list[str], width: float, height: float) -> bytes:
    pdfmetrics.registerFont(TTFont(_FACE, str(font("sans"))))
    size = _size(lines, width - 2 * _MARGIN, height)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width, height), invariant=True, initialFontName=_FACE)
    text = canvas.beginText(_MARGIN, (height + len(lines) * size * _LEADING) / 2 - size)
    text.setFont(_FACE, size, size * _LEADING)
    text.textLines(lines)
    canvas.drawText(text)
    canvas.save()
    return file.getvalue()


def _size(lines: list[str], width: float, height: float) -> float:
    widest = max(pdfmetrics.stringWidth(line, _FACE, 1) for line in lines)
    fitting = min(width / widest, height / (len(lines) * _LEADING))
    return float(max(_SMALLEST, min(_LARGEST, fitting)))
