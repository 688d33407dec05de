"""How long a request is still open, as its page tells it."""

from contracts.reminders import last_day
from database.engine import now_of
from database.queries.visits import LinkState, Visit
from webapp.parts import parts
from webapp.texts.dates import civil_day


def days_left(visit: Visit) -> int | None:
    """Return the days in Japan until the request lapses, 0 on its last day; None if no time runs."""
    due = visit.link.expires_at
    if due is None or visit.is_beside or visit.state is not LinkState.LIVE:
        return None
    with parts().database.reading() as session:
        return (last_day(due) - civil_day(now_of(session))).days
