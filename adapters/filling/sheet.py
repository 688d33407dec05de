"""Measures of the 署名欄 sheet in points: A4, calm, nothing clipped."""

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from adapters.filling.lettering import Lines, face_for, width_of

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 60.0, 535.28, 770.0, 70.0
INK, MUTED, RULE, FRAME = HexColor("#1F2328"), HexColor("#57606A"), HexColor("#C9CED4"), HexColor("#B4BAC2")
# From the top of a line to its baseline, as a share of the type size.
ASCENT = 1.08


def draw_lines(canvas: Canvas, lines: Lines, left: float, top: float, colour: HexColor = INK) -> float:
    """Draw downwards from `top` and return where the next block begins."""
    canvas.setFillColor(colour)
    canvas.setFont(lines.face, lines.size)
    for number, text in enumerate(lines.texts):
        canvas.drawString(left, top - number * lines.leading - lines.size * ASCENT, text)
    return top - lines.height


def draw_rule(canvas: Canvas, y: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    canvas.line(LEFT, y, RIGHT, y)


def draw_centred(canvas: Canvas, text: str, baseline: float, size: float) -> None:
    canvas.setFont(face_for("sans"), size)
    canvas.setFillColor(MUTED)
    canvas.drawString((PAGE_WIDTH - width_of(text, face_for("sans"), size)) / 2, baseline, text)
