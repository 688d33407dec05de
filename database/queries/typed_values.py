"""What a party has typed so far, field by field, and its frozen form (CL-13, T47)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.fields import UNCHECKED, TypedField, form_digest, spelled_form
from contracts.inputs import InputKind
from database.engine import now_of
from database.holders import FieldValue, FilledForm
from database.party import Party, PartyField


@dataclass(frozen=True, slots=True)
class Entry:
    """One field with what is saved; `is_saved` is true also for what was deliberately left empty."""

    row: PartyField
    value: str
    is_saved: bool

    @property
    def is_filled(self) -> bool:
        return self.typed.is_filled

    @property
    def typed(self) -> TypedField:
        empty = UNCHECKED if self.row.kind == InputKind.CHECK else ""
        row = self.row
        return TypedField(row.public_id, row.kind, row.label, row.maps_to, self.value or empty)


def entries_of(session: Session, party: Party, round_number: int) -> list[Entry]:
    """Return every field of the party in order, with what whoever holds its place has saved this round."""
    query = (
        select(PartyField, FieldValue.value)
        .outerjoin(
            FieldValue,
            (FieldValue.party_field_id == PartyField.id)
            & (FieldValue.round == round_number)
            & (FieldValue.holder == party.holder),
        )
        .where(PartyField.party_id == party.id)
    )
    rows = session.execute(query.order_by(PartyField.position))
    return [Entry(row, value or "", value is not None) for row, value in rows]


def value_before(session: Session, party: Party, row: PartyField) -> str:
    """Return what the same person typed in an earlier round: proposed, not taken as typed."""
    query = select(FieldValue.value).where(
        FieldValue.party_field_id == row.id, FieldValue.holder == party.holder
    )
    return session.scalars(query.order_by(FieldValue.round.desc()).limit(1)).first() or ""


def save_value(session: Session, party: Party, row: PartyField, round_number: int, value: str) -> None:
    """Keep a canonical value; of two tabs the later one counts."""
    session.get_one(Party, party.id, with_for_update=True)
    query = select(FieldValue).where(
        FieldValue.party_field_id == row.id,
        FieldValue.round == round_number,
        FieldValue.holder == party.holder,
    )
    kept, at = session.scalars(query).first(), now_of(session)
    if kept is None:
        new = FieldValue(
            organization_id=party.organization_id,
            party_field_id=row.id,
            round=round_number,
            holder=party.holder,
            value=value,
            saved_at=at,
        )
        session.add(new)
    else:
        kept.value, kept.saved_at = value, at
    session.flush()


def newest_form(session: Session, party: Party, round_number: int) -> FilledForm | None:
    query = select(FilledForm).where(FilledForm.party_id == party.id, FilledForm.round == round_number)
    return session.scalars(query.order_by(FilledForm.id.desc()).limit(1)).first()


def standing_form(session: Session, party: Party, round_number: int) -> FilledForm | None:
    """Return the newest frozen form if nothing has been typed otherwise since."""
    newest, typed = newest_form(session, party, round_number), entries_of(session, party, round_number)
    spelled = spelled_form(one.typed for one in typed)
    return newest if newest is not None and newest.values == spelled else None


def freeze(session: Session, party: Party, round_number: int) -> FilledForm:
    """Write down what stands now, once: this is what is shown, agreed to and printed."""
    standing = standing_form(session, party, round_number)
    if standing is not None:
        return standing
    spelled = spelled_form(one.typed for one in entries_of(session, party, round_number))
    form = FilledForm(
        organization_id=party.organization_id,
        party_id=party.id,
        round=round_number,
        values=spelled,
        digest=form_digest(spelled),
        created_at=now_of(session),
    )
    session.add(form)
    session.flush()
    return form


def form_by(session: Session, party: Party, public_id: str) -> FilledForm | None:
    """Return the party's own form of this id: another party's is not there."""
    query = select(FilledForm).where(FilledForm.party_id == party.id, FilledForm.public_id == public_id)
    return session.scalars(query).first()
