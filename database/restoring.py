"""What is said in a restored database before anybody works on it: whose keys it has now, and its origin."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from database.audit import Told
from database.engine import now_of
from database.key_generations import COMMAND, living_generations, register_generation, tell_everybody


def settle_after_restore(session: Session, name: str, newest: str, held: Collection[str]) -> int:
    """Return how many generations the set knew that have been retired since; `held` are check values.

    What rows sealed under a retired one is lost with it: authenticators and sign-on secrets are given anew.
    """
    now = now_of(session)
    register_generation(session, newest)
    gone = [one for one in living_generations(session) if one.check_value not in held]
    for one in gone:
        one.retired_at = now
    tell_everybody(session, Told("installation_restored", COMMAND, "", {"set": name}), now)
    return len(gone)
