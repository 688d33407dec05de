"""Pages drawn with reportlab, to be appended to a PDF or laid into it as form XObjects."""

import re
from collections.abc import Callable
from io import BytesIO
from threading import Lock

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from adapters.filling.lettering import face_for, visible, width_of
from adapters.paper import slip

# reportlab writes U+20BB7 (𠮷) into its ToUnicode map as five digits, which readers take for another
# character; ISO 32000-1, 9.10.3 asks for UTF-16.
FIVE_DIGITS = re.compile(rb"<([0-9A-F]{5})>")
# reportlab keeps one read position per font file, and the web draws in several threads.
ONE_AT_A_TIME = Lock()
DESCENT = 0.35
MARGIN = 1.0


def drawn(width: float, height: float, draw: Callable[[Canvas], None]) -> bytes:
    """Return pages of the given points whose bytes depend on nothing but what `draw` draws."""
    stream = BytesIO()
    with ONE_AT_A_TIME:
        canvas = Canvas(stream, pagesize=(width, height), invariant=True, initialFontName=face_for("sans"))
        draw(canvas)
        canvas.save()
    return with_true_letters(stream.getvalue())


def with_true_letters(pages: bytes) -> bytes:
    """Return reportlab's pages with text that can be copied out as it was written, rare kanji included."""
    with pikepdf.open(BytesIO(pages)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                to_unicode = item.ToUnicode
                to_unicode.write(FIVE_DIGITS.sub(as_utf_16, to_unicode.read_bytes()))
        copy = BytesIO()
        pdf.save(copy, deterministic_id=True)
    return copy.getvalue()


def as_utf_16(found: re.Match[bytes]) -> bytes:
    letters = chr(int(found[1], 16)).encode("utf-16-be")
    return b"<" + letters.hex().upper().encode("ascii") + b">"


def text_line(text: str, size: float) -> bytes:
    """Return a page just large enough for one line of text of the given points."""
    shown = visible(text)
    width = width_of(shown, face_for("sans"), size) + 2 * MARGIN
    return text_box(shown, width, size * (1 + DESCENT), size)


def text_box(text: str, width: float, height: float, size: float) -> bytes:
    """Return a page of the given points with the text centred in height, made smaller if it is too wide."""
    shown, face = visible(text), face_for("sans")
    fitting = min(size, size * (width - 2 * MARGIN) / max(width_of(shown, face, size), 1))
    return slip(shown, fitting, (width, height), (MARGIN, height / 2 - fitting * DESCENT))
