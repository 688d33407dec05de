"""必要書類 and 入力項目 of a draft's party; a row keeps its public id while its owner rewords it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.inputs import InputKind
from database.party import Party, PartyField, RequiredDocument
from database.placing import PartyBox


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """`note` is the item text; `is_identity` 本人確認書類 (LW-38)."""

    title: str
    note: str = ""
    required: bool = True
    is_identity: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class FieldDraft:
    label: str
    kind: str = InputKind.TEXT
    required: bool = True
    maps_to: str = ""
    id: str = ""


def documents_of(session: Session, party: Party) -> Sequence[RequiredDocument]:
    query = select(RequiredDocument).where(RequiredDocument.party_id == party.id)
    return session.scalars(query.order_by(RequiredDocument.position)).all()


def fields_of(session: Session, party: Party) -> Sequence[PartyField]:
    query = select(PartyField).where(PartyField.party_id == party.id)
    return session.scalars(query.order_by(PartyField.position)).all()


def set_documents(session: Session, party: Party, drafts: Sequence[DocumentDraft]) -> None:
    known = {row.public_id: row for row in documents_of(session, party)}
    for position, draft in enumerate(drafts, start=1):
        row = known.pop(draft.id, None)
        if row is None:
            row = RequiredDocument(organization_id=party.organization_id, party_id=party.id)
            session.add(row)
        row.position, row.title, row.note = position, draft.title, draft.note
        row.required, row.is_identity = draft.required, draft.is_identity
    for gone in known.values():
        session.delete(gone)
    session.flush()


def set_fields(session: Session, party: Party, drafts: Sequence[FieldDraft]) -> None:
    """Make these the inputs of the party; one that has lost its label is removed.

    An input on a page that is not named stays: it was placed after the form was opened (IM-59).
    """
    known = {row.public_id: row for row in fields_of(session, party)}
    named = [draft for draft in drafts if draft.label]
    emptied = {draft.id for draft in drafts if not draft.label}
    for position, draft in enumerate(named, start=1):
        row = known.pop(draft.id, None)
        if row is None:
            row = PartyField(organization_id=party.organization_id, party_id=party.id)
            session.add(row)
        elif row.kind != draft.kind:
            take_off_the_page(row)
        row.position, row.label, row.kind = position, draft.label, draft.kind
        row.required, row.maps_to = draft.required, draft.maps_to
    last = len(named)
    for rest in known.values():
        if rest.page is None or rest.public_id in emptied:
            session.delete(rest)
        else:
            last += 1
            rest.position = last
    session.flush()


def take_off_the_page(row: PartyField) -> None:
    """The input stands in 署名欄 again."""
    row.page = row.x = row.y = row.width = row.height = None


def remove_asks(session: Session, party: Party) -> None:
    session.execute(delete(RequiredDocument).where(RequiredDocument.party_id == party.id))
    session.execute(delete(PartyField).where(PartyField.party_id == party.id))
    session.execute(delete(PartyBox).where(PartyBox.party_id == party.id))
