"""必要書類 and 入力項目 as rows of a party's form: those kept, and empty ones to type into (CS-20, CL-13)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField, SelectField, StringField
from wtforms.fields import SelectChoice

from contracts.inputs import InputKind, Meaning
from database.party import PartyField, RequiredDocument
from database.queries.draft_asks import DocumentDraft, FieldDraft
from webapp.texts.asking import INPUT_KINDS, MEANINGS

MOST_ROWS = 20
FEW_EMPTY, MORE_EMPTY = 1, 4
LONGEST_LABEL, LONGEST_NOTE = 200, 1000


class DocumentRow(Form):  # type: ignore[misc]  # WTForms is untyped
    id = HiddenField()
    title = StringField(render_kw={"maxlength": LONGEST_LABEL})
    note = StringField(_l("説明"), render_kw={"maxlength": LONGEST_NOTE})
    required = BooleanField(_l("必須"), default=True)
    is_identity = BooleanField(_l("本人確認書類"))

    @property
    def is_half_typed(self) -> bool:
        return bool((self.note.data or "").strip()) and not (self.title.data or "").strip()


class InputRow(Form):  # type: ignore[misc]  # WTForms is untyped
    id = HiddenField()
    title = StringField(render_kw={"maxlength": LONGEST_LABEL})
    kind = SelectField(
        _l("種類"),
        choices=[SelectChoice(value, label) for value, label in INPUT_KINDS.items()],
        default=InputKind.TEXT.value,
        validate_choice=False,
    )
    maps_to = SelectField(
        _l("入力された値の使い道"),
        choices=[SelectChoice(value, label) for value, label in MEANINGS.items()],
        default="",
        validate_choice=False,
    )
    required = BooleanField(_l("必須入力にする"), default=True)

    @property
    def is_half_typed(self) -> bool:
        return bool(self.maps_to.data) and not (self.title.data or "").strip()


Row = TypeVar("Row", DocumentRow, InputRow)
Held = Sequence[Mapping[str, Any]]


def document_rows(prefix: str, rows: Sequence[RequiredDocument], *, typed: bool) -> list[DocumentRow]:
    held = [
        {
            "id": row.public_id,
            "title": row.title,
            "note": row.note,
            "required": row.required,
            "is_identity": row.is_identity,
        }
        for row in rows
    ]
    found = _rows(DocumentRow, f"{prefix}-document", held, typed=typed)
    return _numbered(found, lambda number: _("書類%(n)s", n=number))


def input_rows(prefix: str, rows: Sequence[PartyField], *, typed: bool) -> list[InputRow]:
    held = [
        {
            "id": row.public_id,
            "title": row.label,
            "kind": row.kind,
            "maps_to": row.maps_to,
            "required": row.required,
        }
        for row in rows
    ]
    found = _rows(InputRow, f"{prefix}-input", held, typed=typed)
    return _numbered(found, lambda number: _("項目%(n)s", n=number))


def documents_from(rows: Sequence[DocumentRow]) -> tuple[DocumentDraft, ...]:
    return tuple(
        DocumentDraft(
            title=_line(row.title.data, LONGEST_LABEL),
            note=_line(row.note.data, LONGEST_NOTE),
            required=row.required.data,
            is_identity=row.is_identity.data,
            id=row.id.data or "",
        )
        for row in rows
        if _line(row.title.data, LONGEST_LABEL)
    )


def inputs_from(rows: Sequence[InputRow]) -> tuple[FieldDraft, ...]:
    return tuple(
        FieldDraft(
            label=_line(row.title.data, LONGEST_LABEL),
            kind=row.kind.data if row.kind.data in set(InputKind) else InputKind.TEXT,
            required=row.required.data,
            maps_to=row.maps_to.data if row.maps_to.data in set(Meaning) else "",
            id=row.id.data or "",
        )
        for row in rows
        if row.id.data or _line(row.title.data, LONGEST_LABEL)
    )


def _rows(kind: type[Row], prefix: str, held: Held, *, typed: bool) -> list[Row]:
    """Return the rows that were sent, or those kept and empty ones below; 行を追加 asks for more."""
    if typed:
        return [kind(request.form, prefix=f"{prefix}-{n}") for n in range(1, _sent(prefix) + 1)]
    wanted = MORE_EMPTY if request.args.get("more") == prefix else FEW_EMPTY
    empty: Held = [{}] * min(wanted, MOST_ROWS - len(held))
    return [kind(None, prefix=f"{prefix}-{n}", data=data) for n, data in enumerate([*held, *empty], start=1)]


def _sent(prefix: str) -> int:
    return next((n for n in range(MOST_ROWS) if f"{prefix}-{n + 1}-title" not in request.form), MOST_ROWS)


def _numbered(rows: list[Row], label: Callable[[int], str]) -> list[Row]:
    """Every label of a page reads differently, so that a screen reader tells the rows apart."""
    for number, row in enumerate(rows, start=1):
        row.title.label.text = label(number)
    return rows


def _line(text: str | None, longest: int) -> str:
    return " ".join((text or "").split())[:longest]
