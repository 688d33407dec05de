"""A copy that nobody takes for the contract: marked on every page, without any signature (MK-91)."""

import math
from io import BytesIO

import pikepdf
from pikepdf import Name, Page, Pdf
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from adapters.confinement import Answer, run_confined
from adapters.filling.lettering import face_for, width_of
from adapters.filling.overlay import drawn
from adapters.filling.placement import displayed, from_lower_left
from adapters.filling.prepare import open_states, saved

TASK = "adapters.filling.draft_mark:mark_confined"
WORDS = "締結前 DRAFT"
NOTE = "締結前の写しです。電子署名はなく、署名済みの契約書ではありません。"
GREY = Color(0.45, 0.45, 0.45, alpha=0.22)
DARK = Color(0.35, 0.35, 0.35)
NOTE_SIZE, EDGE = 8.0, 14.0
REACH = 0.8
"""The part of the diagonal that the words take up."""
SIDEWAYS = frozenset({90, 270})


def marked(pdf: bytes) -> bytes:
    """Return the marked copy; what stands in fields becomes part of the page. Raises ConfinedTaskFailed."""
    return run_confined(TASK, {}, pdf).body


def mark_confined(question: Answer) -> Answer:
    with pikepdf.open(BytesIO(question.body)) as pdf:
        pdf.flatten_annotations("print")
        _unsign(pdf)
        marks: dict[tuple[float, float], bytes] = {}
        for page in pdf.pages:
            size = _size(page)
            marks.setdefault(size, _mark(*size))
            _lay(pdf, page, marks[size])
        return Answer({}, saved(pdf))


def _unsign(pdf: Pdf) -> None:
    """Take away fields, signatures and what only they need; nothing of them is left to be verified."""
    for name in ("/AcroForm", "/Perms", "/DSS"):
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        if "/Annots" in page:
            kept = [one for one in page.Annots if one.get("/Subtype") != Name.Widget]
            page.Annots = pikepdf.Array(kept)


def _size(page: Page) -> tuple[float, float]:
    """Return width and height as displayed, in points."""
    left, bottom, right, top = displayed(page)
    width, height = right - left, top - bottom
    return (height, width) if int(page.rotation) % 360 in SIDEWAYS else (width, height)


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


def _lay(pdf: Pdf, page: Page, mark: bytes) -> None:
    with pikepdf.open(BytesIO(mark)) as overlay:
        form = pdf.copy_foreign(overlay.pages[0].as_form_xobject())
    name = page.add_resource(form, Name.XObject)
    matrix = " ".join(f"{value:.4f}" for value in from_lower_left(page, 0, 0))
    unclosed = open_states(page)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\n" + b"Q " * (unclosed + 1) + f"q {matrix} cm {name} Do Q\n".encode("ascii"))
