"""期限の見張り台帳: every promised reminder and alert, and what became of it (NX-02).

Nothing of it is stored twice: what is to come follows from the contracts' own days, what went out from the
record and the deliveries. Only the mails that belong to no act are rows of their own (`watched_mail`).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from contracts.watching import Fulfilment
from database.engine import now_of
from database.queries.watch_coming import coming_promises
from database.queries.watch_own import own_promises
from database.queries.watch_promise import Promise, Span
from database.queries.watch_recorded import recorded_promises
from database.sessions import Staff
from database.watch_rounds import Calendars

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many mails of a week went out in time, late or not; `planned` are those of the week after."""

    span: Span
    counts: Counter[Fulfilment]
    planned: int


def promises_of(session: Session, staff: Staff, span: Span, calendars: Calendars) -> list[Promise]:
    """Return what was or is promised within the span, of what the person may see, by its time."""
    found = [
        *recorded_promises(session, staff, span),
        *coming_promises(session, staff, span),
        *own_promises(session, staff, span, calendars),
    ]
    return sorted(found, key=lambda one: one.planned_at)


def figures_of(session: Session, staff: Staff, at: datetime, calendars: Calendars) -> Figures:
    """Return the figures of the week up to `at`, as they stand now."""
    now = max(at, now_of(session))
    past, coming = Span(at - A_WEEK, at, now), Span(at, at + A_WEEK, at)
    counts = Counter(one.state for one in promises_of(session, staff, past, calendars))
    return Figures(past, counts, len(promises_of(session, staff, coming, calendars)))
