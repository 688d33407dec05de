"""What is said in a restored database before anybody works on it: whose keys it has now, and its origin."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.disposal import Fate, Why
from database.audit import Told
from database.destroying import IsDestroyed, is_begun_of
from database.disposal import Disposal, DisposalItem
from database.disposals import left_out
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


def stop_disposals(session: Session, is_destroyed: IsDestroyed) -> int:
    """Leave out what was approved and has lost nothing yet, and return how many contracts that are.

    A hold or a rejection of after the backup is not in the set: what cannot be undone is asked anew. What a
    disposal did destroy since goes on to its tombstone.
    """
    approved = select(DisposalItem).join(Disposal, Disposal.id == DisposalItem.disposal_id)
    waiting = approved.where(
        Disposal.approved_by_id.is_not(None), DisposalItem.state.in_((Fate.PROPOSED, Fate.EXECUTING))
    )
    stopped = [
        one for one in session.scalars(waiting) if not is_begun_of(session, one.contract_id, is_destroyed)
    ]
    for item in stopped:
        left_out(item, Why.RESTORED, now_of(session))
    return len(stopped)
