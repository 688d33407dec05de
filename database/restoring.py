"""What is said in a restored database before anybody works on it: whose keys it has now, and its origin."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from database.audit import Told
from database.engine import now_of
from database.key_generations import COMMAND, living_generations, register_generation, tell_everybody
from database.people import PartySession, StaffSession
from database.readers import ReaderSession
from database.sharing import ShareSession


def settle_after_restore(session: Session, name: str, newest: str, held: Collection[str]) -> int:
    """Return how many generations the set knew that have been retired since; `held` are check values.

    What rows sealed under a retired one is lost with it: authenticators and sign-on secrets are given anew.
    """
    now = now_of(session)
    _end_sessions(session, now)
    register_generation(session, newest)
    gone = [one for one in living_generations(session) if one.check_value not in held]
    for one in gone:
        one.retired_at = now
    tell_everybody(session, Told("installation_restored", COMMAND, "", {"set": name}), now)
    return len(gone)


def _end_sessions(session: Session, now: datetime) -> None:
    """Who signed out, or was signed out, after the backup was made must not be in again."""
    for kind in (StaffSession, PartySession, ReaderSession):
        session.execute(update(kind).where(kind.ended_at.is_(None)).values(ended_at=now))
    session.execute(update(ShareSession).where(ShareSession.expires_at > now).values(expires_at=now))
