from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from reportlab.pdfgen.canvas import Canvas

from adapters.filling.lettering import Lines, fitted
from adapters.filling.names import agreed_field, seal_field
from adapters.filling.sheet import FRAME, INK, LEFT, MUTED, RIGHT, RULE, draw_lines
from contracts.boxes import BoxKind
from contracts.inputs import InputKind
from contracts.signing import SigningParty

# 24 mm holds a 21 mm 角印 with room to spare.
SEAL_BOX = 68.0
ROLE_WIDTH, GUTTER, PADDING = 86.0, 16.0, 12.0
AGREED_WIDTH, AGREED_HEIGHT, AGREED_LABEL, ABOVE_AGREED = 210.0, 16.0, 48.0, 6.0


@dataclass(frozen=True, slots=True)
class FieldBox:
    """Where a field stands: `page` counts from the first signing page, `corners` are points."""

    name: str
    page: int
    corners: tuple[float, float, float, float]
    tooltip: str
    kind: str = InputKind.TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """One party: role, company and name, room for the time of agreement, and a seal box if one is wanted."""

    is_first: ClassVar[bool] = True
    party: SigningParty
    role: Lines
    company: Lines
    name: Lines

    @property
    def height(self) -> float:
        text = self.company.height + self.name.height + ABOVE_AGREED + AGREED_HEIGHT
        return max(text, self.role.height, SEAL_BOX) + 2 * PADDING

    def draw(self, canvas: Canvas, top: float, page: int) -> Iterator[FieldBox]:
        """Draw downwards from `top` and yield the boxes of this party's fields."""
        left = LEFT + ROLE_WIDTH
        draw_lines(canvas, self.role, LEFT, top - PADDING, INK)
        below = draw_lines(canvas, self.company, left, top - PADDING, MUTED)
        draw_lines(canvas, self.name, left, below, INK)
        yield self.agreed_box(canvas, left, top - self.height + PADDING, page)
        if seals_here(self.party):
            yield self.seal_box(canvas, top - (self.height + SEAL_BOX) / 2, page)

    def agreed_box(self, canvas: Canvas, left: float, bottom: float, page: int) -> FieldBox:
        told = "記名日時" if self.party.names_only else "合意日時"
        label = fitted(told, "sans", AGREED_LABEL, (8.5,), 1)
        draw_lines(canvas, label, left, bottom + (AGREED_HEIGHT + label.size) / 2 + 1, MUTED)
        start, end = left + AGREED_LABEL, left + AGREED_LABEL + AGREED_WIDTH
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(start, bottom, end, bottom)
        corners = (start, bottom + 0.5, end, bottom + AGREED_HEIGHT)
        return FieldBox(agreed_field(self.party.key), page, corners, f"{self.who}の{told}")

    def seal_box(self, canvas: Canvas, bottom: float, page: int) -> FieldBox:
        left = RIGHT - SEAL_BOX
        canvas.setStrokeColor(FRAME)
        canvas.setLineWidth(0.5)
        canvas.rect(left, bottom, SEAL_BOX, SEAL_BOX)
        corners = (left, bottom, RIGHT, bottom + SEAL_BOX)
        return FieldBox(seal_field(self.party.key), page, corners, f"{self.who}の印影")

    @property
    def who(self) -> str:
        return name_of(self.party)


def seals_here(party: SigningParty) -> bool:
    """Say whether the seal stands in 署名欄, not in a box on the document."""
    return party.imprint and not any(box.kind == BoxKind.SEAL for box in party.boxes)


def name_of(party: SigningParty) -> str:
    return " ".join(filter(None, (party.role, party.company, party.name)))


def row_of(party: SigningParty) -> Row:
    width = RIGHT - LEFT - ROLE_WIDTH - (SEAL_BOX + GUTTER if seals_here(party) else 0)
    return Row(
        party,
        fitted(party.role, "sans-bold", ROLE_WIDTH - GUTTER, (9.5, 8.5, 7.5), 2),
        fitted(party.company, "sans", width, (10, 9, 8.5), 2),
        fitted(party.name, "sans", width, (14, 12, 10.5, 9.5), 2),
    )
