"""電子契約の写し: a printed copy says what it is, and where the original is to be found (LW-36)."""

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from adapters.confinement import Answer, run_confined
from adapters.filling.lettering import Lines, face_for, fitted
from adapters.filling.marking import marked_copy
from adapters.filling.overlay import drawn
from contracts.certificate_id import ID_BOTTOM, ID_HEIGHT

TASK = "adapters.filling.copy_mark:mark_confined"
WORDS = "電子契約の写し"
DARK, PAPER = Color(0.15, 0.15, 0.15), Color(1, 1, 1, alpha=0.85)
WORDS_SIZE, SMALL, EDGE, PAD = 11.0, (7.5, 6.5, 5.5), 10.0, 3.0
MOST_LINES = 2
FOOT = ID_BOTTOM + ID_HEIGHT + PAD
"""Above the ID of the 合意証明書, which stays readable."""


def copied(pdf: bytes, original: str, note: str) -> bytes:
    """Return the copy: WORDS and `original` (its IDs) above, `note` below; the original is not touched.

    Raises ConfinedTaskFailed.
    """
    return run_confined(TASK, {"original": original, "note": note}, pdf).body


def mark_confined(question: Answer) -> Answer:
    original, note = str(question.facts["original"]), str(question.facts["note"])
    return Answer(
        {}, marked_copy(question.body, lambda width, height: _mark((width, height), original, note))
    )


def _mark(size: tuple[float, float], original: str, note: str) -> bytes:
    width, height = size
    room = width - 2 * EDGE
    head = [Lines(face_for("sans-bold"), WORDS_SIZE, (WORDS,)), fitted(original, "sans", room, SMALL, 1)]
    foot = [fitted(note, "sans", room, SMALL, MOST_LINES)] if note else []

    def draw(canvas: Canvas) -> None:
        _block(canvas, head, width, height - EDGE)
        _block(canvas, foot, width, FOOT + sum(one.height for one in foot))

    return drawn(width, height, draw)


def _block(canvas: Canvas, blocks: list[Lines], width: float, top: float) -> None:
    """Draw centred lines from `top` down, on paper of their own so that they can be read over a text."""
    tall = sum(one.height for one in blocks)
    canvas.setFillColor(PAPER)
    canvas.rect(EDGE, top - tall - PAD, width - 2 * EDGE, tall + PAD, stroke=0, fill=1)
    canvas.setFillColor(DARK)
    for block in blocks:
        canvas.setFont(block.face, block.size)
        for line in block.texts:
            top -= block.leading
            canvas.drawCentredString(width / 2, top, line)
