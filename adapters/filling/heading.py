from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from adapters.filling.lettering import Lines, face_for, fitted, width_of
from adapters.filling.sheet import INK, LEFT, MUTED, PAGE_WIDTH, RIGHT, TOP, draw_lines
from contracts.signing import SigningPlan

TITLE, TITLE_SIZE, TITLE_SPACING = "署名欄", 18.0, 9.0
LABEL_WIDTH, LINE_GAP = 86.0, 4.0
ABOVE_FACTS, ABOVE_NOTE, BELOW_NOTE = 46.0, 10.0, 18.0
NOTES = (
    "各当事者の合意は、この文書への電子署名として記録されます。",
    "下の欄に表示する日時と印影は合意の内容を示すものであり、電子署名に代わるものではありません。",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The first sheet's title, the contract's facts and the sentences on what a signature is."""

    facts: tuple[tuple[str, Lines], ...]
    notes: tuple[Lines, ...]

    @property
    def height(self) -> float:
        facts = sum(value.height + LINE_GAP for _, value in self.facts)
        return ABOVE_FACTS + facts + ABOVE_NOTE + sum(note.height for note in self.notes) + BELOW_NOTE

    def draw(self, canvas: Canvas) -> float:
        """Draw, and return where the first party's row begins."""
        draw_title(canvas)
        top = TOP - ABOVE_FACTS
        for label, value in self.facts:
            draw_lines(canvas, fitted(label, "sans", LABEL_WIDTH, (9,), 1), LEFT, top - 1, MUTED)
            top = draw_lines(canvas, value, LEFT + LABEL_WIDTH, top) - LINE_GAP
        top -= ABOVE_NOTE
        for note in self.notes:
            top = draw_lines(canvas, note, LEFT, top, MUTED)
        return top - BELOW_NOTE


def heading_of(plan: SigningPlan) -> Heading:
    facts = {"契約書名": plan.title, "送信者": plan.sender, "合意証明書ID": plan.certificate_id}
    width = RIGHT - LEFT - LABEL_WIDTH
    return Heading(
        tuple((label, fitted(value, "sans", width, (10.5, 9.5, 8.5), 2)) for label, value in facts.items()),
        tuple(fitted(note, "sans", RIGHT - LEFT, (8.5,), 2) for note in NOTES),
    )


def draw_title(canvas: Canvas) -> None:
    face = face_for("sans-bold")
    width = width_of(TITLE, face, TITLE_SIZE) + TITLE_SPACING * (len(TITLE) - 1)
    canvas.setFillColor(INK)
    text = canvas.beginText((PAGE_WIDTH - width) / 2, TOP - TITLE_SIZE)
    text.setFont(face, TITLE_SIZE)
    text.setCharSpace(TITLE_SPACING)
    text.textOut(TITLE)
    text.setCharSpace(0)
    canvas.drawText(text)
