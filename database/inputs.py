"""A party's boxes and inputs as signing gets them: where they stand, what was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.boxes import SIGNS
from contracts.fields import TypedField, room_for, typed_fields
from contracts.signing import InputField, Place, SignBox, SigningParty, TypedValue
from database.holders import FilledForm
from database.party import Party, PartyField
from database.spots import Spot


def inputs_in(party: Party, spots: Sequence[Spot], document: int) -> tuple[InputField, ...]:
    """Return the inputs that stand in the document of this position, placed or in its 署名欄."""
    return tuple(input_of(row, spots) for row in _rows_in(party, spots, document))


def with_inputs(
    signers: Sequence[SigningParty], rows: Sequence[Party], spots: Sequence[Spot], document: int
) -> tuple[SigningParty, ...]:
    """Return the signers, which `rows` are, each with its boxes and inputs in this document."""
    return tuple(
        replace(signer, inputs=inputs_in(row, spots, document), boxes=boxes_in(row, spots, document))
        for signer, row in zip(signers, rows, strict=True)
    )


def boxes_in(party: Party, spots: Sequence[Spot], document: int) -> tuple[SignBox, ...]:
    """Return the 署名ボックス and 記名 of the party on the document of this position."""
    own = [one for one in spots if (one.party, one.document) == (party.public_id, document)]
    signs = sorted((one for one in own if one.kind in SIGNS), key=lambda one: one.page)
    return tuple(
        SignBox(number, one.kind, one.height, Place(one.page, one.x, one.y, one.width))
        for kind in sorted({one.kind for one in signs})
        for number, one in enumerate((one for one in signs if one.kind == kind), 1)
    )


def input_of(row: PartyField, spots: Sequence[Spot]) -> InputField:
    spot = _spot_of(row, spots)
    if spot is None or not spot.page:
        return InputField(row.position, row.kind, row.label, room_for(row.kind, row.maps_to), None)
    place = Place(spot.page, spot.x, spot.y, spot.width)
    return InputField(row.position, row.kind, row.label, spot.height, place)


def values_in(
    party: Party, spots: Sequence[Spot], typed: Sequence[TypedField], document: int
) -> tuple[TypedValue, ...]:
    """Return every value of that document, also those left empty: the party's signature locks them."""
    given = {one.field: one.value for one in typed}
    rows = (row for row in _rows_in(party, spots, document) if row.public_id in given)
    return tuple(TypedValue(row.position, row.kind, given[row.public_id]) for row in rows)


def typed_in_form(session: Session, party: Party, form: str) -> list[TypedField]:
    """Return what the party's frozen form of this id says; nothing where there was none."""
    query = select(FilledForm.values).where(FilledForm.party_id == party.id, FilledForm.public_id == form)
    spelled = session.scalars(query).first()
    return typed_fields(spelled) if spelled else []


def _rows_in(party: Party, spots: Sequence[Spot], document: int) -> Iterator[PartyField]:
    for row in party.fields:
        spot = _spot_of(row, spots)
        if (spot.document if spot else 1) == document:
            yield row


def _spot_of(row: PartyField, spots: Sequence[Spot]) -> Spot | None:
    return next((one for one in spots if one.id == row.public_id), None)
