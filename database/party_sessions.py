"""A counterparty's sessions through its link, and the counted tries of its access code."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from contracts.locking import MOST_CODE_TRIES
from contracts.stage import Progress
from database.contract import Party
from database.delivery import PartyLink
from database.engine import now_of
from database.people import PartySession

PARTY_SESSION = timedelta(hours=12)


def open_party_session(session: Session, link: PartyLink, digest: str) -> PartySession:
    """Every visit gets a session of its own, known here only by the digest of its id (T19)."""
    now = now_of(session)
    row = PartySession(
        organization_id=link.organization_id,
        link_id=link.id,
        digest=digest,
        created_at=now,
        expires_at=now + PARTY_SESSION,
    )
    session.add(row)
    session.flush()
    return row


def count_code_try(session: Session, party: Party) -> int | None:
    """Count a try before anything is compared and return its number, or None if none is left (T15)."""
    counted = (
        update(Party)
        .where(Party.id == party.id, Party.code_tries < MOST_CODE_TRIES)
        .values(code_tries=Party.code_tries + 1)
        .returning(Party.code_tries)
        .execution_options(synchronize_session=False)
    )
    return session.scalars(counted).one_or_none()


def pass_code(session: Session, visitor: PartySession, party: Party, digest: str, tries: int) -> None:
    """The right code steps the session up to a new id; the old one is worth nothing (T19).

    `tries` is the number of the try that was right: an earlier one gives no tries back once another has
    used up the last.
    """
    session.execute(
        update(PartySession)
        .where(PartySession.id == visitor.id)
        .values(digest=digest, code_passed_at=now_of(session))
    )
    not_out_of_tries = Party.code_tries < max(tries + 1, MOST_CODE_TRIES)
    session.execute(
        update(Party)
        .where(Party.id == party.id, Party.progress != Progress.LOCKED, not_out_of_tries)
        .values(code_tries=0)
    )


def code_is_locked(party: Party) -> bool:
    """Out of tries here, or locked by the engine: the one may be known before the other."""
    out_of_tries = bool(party.access_code_hash) and party.code_tries >= MOST_CODE_TRIES
    return out_of_tries or party.progress == Progress.LOCKED


def release_code(session: Session, party: Party) -> bool:
    """Give the tries back where the engine holds no lock, and return whether there was anything to release.

    For a contract that is closed, and for a lock the engine was never told of.
    """
    released = (
        update(Party)
        .where(Party.id == party.id, Party.code_tries >= MOST_CODE_TRIES, Party.progress != Progress.LOCKED)
        .values(code_tries=0)
        .returning(Party.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalars(released).one_or_none() is not None


def mark_read(session: Session, visitor: PartySession) -> None:
    session.execute(
        update(PartySession)
        .where(PartySession.id == visitor.id, PartySession.read_at.is_(None))
        .values(read_at=now_of(session))
    )
