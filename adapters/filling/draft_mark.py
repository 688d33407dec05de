"""A copy that nobody takes for the contract: marked on every page, without any signature (MK-91)."""

import math

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from adapters.confinement import Answer, run_confined
from adapters.filling.lettering import face_for, width_of
from adapters.filling.marking import marked_copy
from adapters.filling.overlay import drawn

TASK = "adapters.filling.draft_mark:mark_confined"
WORDS = "締結前 DRAFT"
NOTE = "締結前の写しです。電子署名はなく、署名済みの契約書ではありません。"
GREY = Color(0.45, 0.45, 0.45, alpha=0.22)
DARK = Color(0.35, 0.35, 0.35)
NOTE_SIZE, EDGE = 8.0, 14.0
REACH = 0.8
"""The part of the diagonal that the words take up."""


def marked(pdf: bytes) -> bytes:
    """Return the marked copy; what stands in fields becomes part of the page. Raises ConfinedTaskFailed."""
    return run_confined(TASK, {}, pdf).body


def mark_confined(question: Answer) -> Answer:
    return Answer({}, marked_copy(question.body, _mark))


def _mark(width: float, height: float) -> bytes:
    face, diagonal = face_for("sans-bold"), math.hypot(width, height)
    size = REACH * diagonal / width_of(WORDS, face, 1)

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(math.degrees(math.atan2(height, width)))
        canvas.setFillColor(GREY)
        canvas.setFont(face, size)
        canvas.drawCentredString(0, -size / 3, WORDS)
        canvas.restoreState()
        canvas.setFillColor(DARK)
        canvas.setFont(face_for("sans"), NOTE_SIZE)
        canvas.drawCentredString(width / 2, height - EDGE, NOTE)

    return drawn(width, height, draw)
