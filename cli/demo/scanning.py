"""Paper as a scanner hands it over: a picture of the page, and what it read of it as text behind."""

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from adapters.fonts import font

FONT = "demo-scan"
PAPER, INK = (250, 248, 240), (44, 42, 48)
"""Paper is not white, and ink is not black."""
MARGIN, TOP, TITLE, TEXT, LEADING = 62, 86, 17, 10.5, 24
"""PDF points."""
INVISIBLE = 3
INCH = 72
QUALITY = 70


def scanned(lines: Sequence[str], dpi: int) -> bytes:
    """Return a page of A4; the first line is the title."""
    _register()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.drawImage(ImageReader(_picture(lines, dpi / INCH)), 0, 0, *A4)
    text = canvas.beginText()
    text.setTextRenderMode(INVISIBLE)
    for line, x, y, size in _placed(lines):
        text.setFont(FONT, size)
        text.setTextOrigin(x, A4[1] - y - size)
        text.textOut(line)
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _picture(lines: Sequence[str], scale: float) -> BytesIO:
    """Return the page as a JPEG of `scale` pixels a point."""
    page = Image.new("RGB", (round(A4[0] * scale), round(A4[1] * scale)), PAPER)
    draw = ImageDraw.Draw(page)
    for line, x, y, size in _placed(lines):
        draw.text((x * scale, y * scale), line, fill=INK, font=_type(round(size * scale)))
    file = BytesIO()
    page.save(file, "JPEG", quality=QUALITY)
    file.seek(0)
    return file


def _placed(lines: Sequence[str]) -> Iterator[tuple[str, float, float, float]]:
    """Yield each line with its place from the upper left corner and its size, in points."""
    yield lines[0], (A4[0] - TITLE * len(lines[0])) / 2, TOP, TITLE
    for number, line in enumerate(lines[1:]):
        yield line, MARGIN, TOP + 3 * LEADING + number * LEADING, TEXT


@cache
def _register() -> None:
    pdfmetrics.registerFont(TTFont(FONT, str(font("serif"))))


@cache
def _type(pixels: int) -> FreeTypeFont:
    return ImageFont.truetype(font("serif"), pixels)
