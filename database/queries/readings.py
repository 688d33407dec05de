"""Which documents a counterparty's session has opened and been through, each by a press of the person's."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.simple_view import SIMPLE
from database.document import DocumentReading
from database.engine import now_of
from database.people import PartySession


def documents_read(session: Session, visitor: PartySession) -> frozenset[int]:
    """Return their places in the envelope, from 1; 簡易表示版's tick shows no pages and does not count."""
    query = select(DocumentReading.position).where(
        DocumentReading.session_id == visitor.id,
        DocumentReading.read_at.is_not(None),
        DocumentReading.view != SIMPLE,
    )
    return frozenset(session.scalars(query))


def view_of_reading(session: Session, visitor: PartySession) -> str:
    """Return `contracts.simple_view.SIMPLE` if a document was gone through there alone, else nothing."""
    query = select(DocumentReading.id).where(
        DocumentReading.session_id == visitor.id, DocumentReading.view == SIMPLE
    )
    return SIMPLE if session.scalars(query.limit(1)).first() else ""


def downloads(session: Session, visitor: PartySession) -> dict[int, int]:
    """Return by place which revision of a document 簡易表示版 gave out last."""
    query = select(DocumentReading.position, DocumentReading.downloaded_revision).where(
        DocumentReading.session_id == visitor.id
    )
    return {place: revision for place, revision in session.execute(query) if revision is not None}


def mark_document_downloaded(session: Session, visitor: PartySession, position: int, revision: int) -> None:
    _row(session, visitor, position).downloaded_revision = revision


def mark_document_opened(session: Session, visitor: PartySession, position: int) -> bool:
    """Return whether this is the first time: a second press changes nothing."""
    row = _row(session, visitor, position)
    if row.opened_at:
        return False
    row.opened_at = now_of(session)
    return True


def mark_document_read(session: Session, visitor: PartySession, position: int, view: str = "") -> bool:
    """Return whether this is the first time, as above; its own page counts for more than 簡易表示版."""
    row = _row(session, visitor, position)
    if row.read_at and row.view in {"", view}:
        return False
    row.read_at, row.view = now_of(session), view
    return True


def _row(session: Session, visitor: PartySession, position: int) -> DocumentReading:
    query = select(DocumentReading).where(
        DocumentReading.session_id == visitor.id, DocumentReading.position == position
    )
    row = session.scalars(query).one_or_none()
    if row is None:
        row = DocumentReading(
            organization_id=visitor.organization_id, session_id=visitor.id, position=position, view=""
        )
        session.add(row)
    return row
