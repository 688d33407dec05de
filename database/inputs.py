"""A party's フリーテキスト and チェックボックス as signing gets them: where they stand, what was typed."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.fields import TypedField, room_for, typed_fields
from contracts.signing import InputField, Place, SigningParty, TypedValue
from database.contract import Party, PartyField
from database.holders import FilledForm


def inputs_in(party: Party, document: int) -> tuple[InputField, ...]:
    """Return the inputs that stand in the document of this position, placed or in its 署名欄."""
    return tuple(input_of(row) for row in party.fields if row.document == document)


def with_inputs(
    signers: Sequence[SigningParty], rows: Sequence[Party], document: int
) -> tuple[SigningParty, ...]:
    """Return the signers, which `rows` are, each with its inputs in this document."""
    pairs = zip(signers, rows, strict=True)
    return tuple(replace(signer, inputs=inputs_in(row, document)) for signer, row in pairs)


def input_of(row: PartyField) -> InputField:
    place = _place_of(row)
    height = row.height if place and row.height else room_for(row.kind, row.maps_to)
    return InputField(row.position, row.kind, row.label, height, place)


def values_in(party: Party, typed: Sequence[TypedField], document: int) -> tuple[TypedValue, ...]:
    """Return every value of that document, also those left empty: the party's signature locks them."""
    given = {one.field: one.value for one in typed}
    rows = (row for row in party.fields if row.document == document and row.public_id in given)
    return tuple(TypedValue(row.position, row.kind, given[row.public_id]) for row in rows)


def typed_in_form(session: Session, party: Party, form: str) -> list[TypedField]:
    """Return what the party's frozen form of this id says; nothing where there was none."""
    query = select(FilledForm.values).where(FilledForm.party_id == party.id, FilledForm.public_id == form)
    spelled = session.scalars(query).first()
    return typed_fields(spelled) if spelled else []


def _place_of(row: PartyField) -> Place | None:
    if row.page is None or row.x is None or row.y is None or row.width is None or row.height is None:
        return None
    return Place(row.page, row.x, row.y, row.width)
