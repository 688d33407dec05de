"""Sessions of readers, in one table of their own kind; the cookie's value is known only by its digest."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from database.engine import now_of
from database.people import Organization
from database.readers import Reader, ReaderSession

READER_SESSION = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Which reader holds which session, and whose contracts are read here."""

    session: str
    reader: Reader
    organization: Organization


def open_reader_session(session: Session, reader: Reader, digest: str) -> ReaderSession:
    """A sign-in always gets a session of its own: an id from before it is worth nothing (T19)."""
    now = now_of(session)
    row = ReaderSession(
        organization_id=reader.organization_id,
        reader_id=reader.id,
        digest=digest,
        created_at=now,
        expires_at=now + READER_SESSION,
    )
    session.add(row)
    session.flush()
    return row


def reader_by(session: Session, digest: str) -> SignedIn | None:
    query = (
        select(ReaderSession, Reader, Organization)
        .join(Reader, Reader.id == ReaderSession.reader_id)
        .join(Organization, Organization.id == Reader.organization_id)
        .where(
            ReaderSession.digest == digest,
            ReaderSession.ended_at.is_(None),
            ReaderSession.expires_at > now_of(session),
        )
    )
    found = session.execute(query).first()
    return SignedIn(found[0].public_id, found[1], found[2]) if found else None


def end_reader_session(session: Session, public_id: str) -> None:
    one = update(ReaderSession).where(ReaderSession.public_id == public_id)
    session.execute(one.values(ended_at=now_of(session)))


def end_reader_sessions(session: Session, reader: Reader) -> None:
    """End every session of a reader: after a change of password."""
    open_ones = ReaderSession.reader_id == reader.id, ReaderSession.ended_at.is_(None)
    session.execute(update(ReaderSession).where(*open_ones).values(ended_at=now_of(session)))
