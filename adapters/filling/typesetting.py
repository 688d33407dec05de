"""Typed values set into their boxes: as large as they fit, never clipped, and no letter without a glyph."""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from adapters.filling.lettering import INVISIBLE, Lines, broken, face_for, width_of
from adapters.filling.overlay import drawn
from adapters.filling.sheet import ASCENT, INK, draw_lines

SIZES = tuple(half / 2 for half in range(21, 11, -1))
"""Type sizes in points, from 10.5 down to the smallest that is still read on paper."""
INSET = 2.0


class TextRefused(Exception):
    """The text cannot be printed: `code` is no_glyph (with its `letter`) or does_not_fit."""

    def __init__(self, code: str, letter: str = "") -> None:
        super().__init__(code, letter)
        self.code = code
        self.letter = letter


def typeset(text: str, width: float, height: float) -> Lines:
    """Return the lines at the largest size that fits a box of these points; raises TextRefused."""
    _require_glyphs(text)
    for size in SIZES:
        lines = Lines(face_for("sans"), size, _lines(text, size, width - 2 * INSET))
        if lines.height <= height and _is_within(lines, width - 2 * INSET):
            return lines
    raise TextRefused("does_not_fit")


def typed_box(text: str, width: float, height: float) -> bytes:
    """Return a page of the given points with the text in it; raises TextRefused."""
    lines = typeset(text, width, height)

    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, lines, INSET, _top(lines, height), INK)

    return drawn(width, height, draw)


def _top(lines: Lines, height: float) -> float:
    """A box for one line holds it in the middle; in a larger one the text begins at the top."""
    if height >= 2 * lines.leading:
        return height
    return (height + lines.height) / 2 - (lines.leading - lines.size * ASCENT) / 4


def _lines(text: str, size: float, width: float) -> tuple[str, ...]:
    face = face_for("sans")
    paragraphs = (INVISIBLE.sub("", one) for one in text.split("\n"))
    return tuple(line for one in paragraphs for line in broken(one, face, size, width) or ("",))


def _is_within(lines: Lines, width: float) -> bool:
    return all(width_of(text, lines.face, lines.size) <= width for text in lines.texts)


def _require_glyphs(text: str) -> None:
    known = pdfmetrics.getFont(face_for("sans")).face.charToGlyph
    for letter in INVISIBLE.sub("", text):
        if ord(letter) not in known:
            raise TextRefused("no_glyph", letter)
