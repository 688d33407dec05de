"""The inputs of a party that have no place on the document: they stand in 署名欄 below it (IM-61, IM-63)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from reportlab.pdfgen.canvas import Canvas

from adapters.filling.lettering import Lines, fitted
from adapters.filling.names import input_field
from adapters.filling.row import ROLE_WIDTH, FieldBox, name_of
from adapters.filling.sheet import INK, LEFT, MUTED, RIGHT, RULE, TOP, draw_lines
from adapters.filling.typesetting import typeset
from contracts.fields import CHECK_SIDE
from contracts.inputs import InputKind
from contracts.signing import InputField, SigningParty

VALUE_WIDTH = RIGHT - LEFT - ROLE_WIDTH
BESIDE_CHECK, BELOW = 8.0, 10.0


@dataclass(frozen=True, slots=True)
class InputRow:
    """One input: the label above its value, or beside its check box; `role` opens a sheet."""

    is_first: ClassVar[bool] = False
    party: SigningParty
    field: InputField
    role: Lines
    label: Lines

    @property
    def height(self) -> float:
        if self.field.kind == InputKind.CHECK:
            return max(self.label.height, CHECK_SIDE) + BELOW
        return self.label.height + self.field.height + BELOW

    def draw(self, canvas: Canvas, top: float, page: int) -> Iterator[FieldBox]:
        if top == TOP:
            draw_lines(canvas, self.role, LEFT, top, MUTED)
        left = LEFT + ROLE_WIDTH
        if self.field.kind == InputKind.CHECK:
            draw_lines(canvas, self.label, left + CHECK_SIDE + BESIDE_CHECK, top, INK)
            bottom = top - (self.label.leading + CHECK_SIDE) / 2
            yield self._box(page, (left, bottom, left + CHECK_SIDE, bottom + CHECK_SIDE))
            return
        below = draw_lines(canvas, self.label, left, top, MUTED)
        bottom = below - self.field.height
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(left, bottom, RIGHT, bottom)
        yield self._box(page, (left, bottom + 0.5, RIGHT, below))

    def _box(self, page: int, corners: tuple[float, float, float, float]) -> FieldBox:
        name = input_field(self.party.key, self.field.kind, self.field.number)
        return FieldBox(name, page, corners, tooltip_of(self.party, self.field), self.field.kind)


def input_rows(party: SigningParty) -> list[InputRow]:
    """Return a row for each input that has no place."""
    role = fitted(party.role, "sans-bold", ROLE_WIDTH - BESIDE_CHECK, (8.5, 7.5), 2)
    return [InputRow(party, one, role, _label(one)) for one in party.inputs if one.place is None]


def tooltip_of(party: SigningParty, field: InputField) -> str:
    return f"{name_of(party)}の入力：{field.label}"


def require_printable(text: str, field: InputField) -> None:
    """Refuse a text that its box cannot hold or the font cannot draw; raises TextRefused."""
    typeset(text, field.place.width if field.place else VALUE_WIDTH, field.height - 0.5)


def _label(field: InputField) -> Lines:
    if field.kind == InputKind.CHECK:
        return fitted(field.label, "sans", VALUE_WIDTH - CHECK_SIDE - BESIDE_CHECK, (10, 9, 8.5), 3)
    return fitted(field.label, "sans", VALUE_WIDTH, (8.5, 7.5), 2)
