"""A counterparty's sessions through its link, and the counted tries of its access code."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from contracts.authentication import Factor, linked_by
from contracts.locking import MOST_CODE_TRIES
from contracts.stage import Progress
from database.delivery import PartyLink
from database.engine import now_of
from database.party import Party
from database.passed_factors import record_factor
from database.people import PartySession

PARTY_SESSION = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class StepUp:
    """A factor that was passed: `digest` is of the new session id, `complete` when nothing else is asked."""

    factor: Factor
    digest: str
    complete: bool
    is_new: bool = False


def open_party_session(
    session: Session, link: PartyLink, digest: str, through: Factor | None = None
) -> PartySession:
    """Every visit gets a session of its own, known here only by the digest of its id (T19).

    `through` is what the visitor came by; without it, the party's own link.
    """
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
    record_factor(session, row, through or linked_by(mail=bool(link.party.mail)))
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


def step_up(session: Session, visitor: PartySession, party: Party, step: StepUp) -> bool:
    """Give the session a new id; the old one is worth nothing (T19). False: it was stepped up already.

    Only who has passed everything gets the tries back that were wrong: with one factor in hand nobody may
    guess the next one without end.
    """
    known_as = PartySession.id == visitor.id, PartySession.digest == visitor.digest
    stepped = update(PartySession).where(*known_as).values(digest=step.digest).returning(PartySession.id)
    if session.scalars(stepped).one_or_none() is None:
        return False
    record_factor(session, visitor, step.factor, is_new=step.is_new)
    if step.factor is Factor.ACCESS_CODE:
        passed = update(PartySession).where(PartySession.id == visitor.id)
        session.execute(passed.values(code_passed_at=now_of(session)))
    if step.complete:
        _reset_tries(session, party)
    return True


def give_try_back(session: Session, party: Party, tries: int) -> None:
    """A right code was counted, but was no wrong try; `tries` is its number.

    An earlier one gives nothing back once another has used up the last.
    """
    not_out_of_tries = Party.code_tries < max(tries + 1, MOST_CODE_TRIES)
    is_counted = Party.code_tries > 0
    session.execute(
        update(Party)
        .where(Party.id == party.id, Party.progress != Progress.LOCKED, not_out_of_tries, is_counted)
        .values(code_tries=Party.code_tries - 1)
        .execution_options(synchronize_session=False)
    )


def _reset_tries(session: Session, party: Party) -> None:
    has_tries = Party.code_tries < MOST_CODE_TRIES
    session.execute(
        update(Party)
        .where(Party.id == party.id, Party.progress != Progress.LOCKED, has_tries)
        .values(code_tries=0)
        .execution_options(synchronize_session=False)
    )


def code_is_locked(party: Party) -> bool:
    """Out of tries here, or locked by the engine: the one may be known before the other."""
    return party.code_tries >= MOST_CODE_TRIES or party.progress == Progress.LOCKED


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
