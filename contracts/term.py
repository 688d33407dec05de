"""After the conclusion the term opens, begins, nears its end and ends by the calendar (MK-12, MK-14)."""

from datetime import date, datetime

from contracts import refusals
from contracts.acts import OpenTerm
from contracts.events import Event, ExpiryApproached, TermBegan, TermEnded, TermOpened
from contracts.life import Life, Term, days_left
from contracts.stage import Phase
from contracts.state import ContractState

LONGEST_ALERT_DAYS = 3_650
"""Days before the end at which an alert may be asked for (MK-18)."""


def open_term(state: ContractState, act: OpenTerm, now: datetime) -> list[Event]:
    """Open the term of a concluded contract, and at once whatever has come already; twice is once."""
    if state.phase is not Phase.CONCLUDED or state.term is not None:
        return []
    days = sorted({days for days in act.alert_days if 1 <= days <= LONGEST_ALERT_DAYS}, reverse=True)
    opened = TermOpened(_iso(act.starts_on), _iso(act.ends_on), days)
    return [opened, *_due(opened_term(opened), now)]


def follow_term(state: ContractState, now: datetime) -> list[Event]:
    """Record what the calendar has brought since; a timer that fires early or again changes nothing."""
    return _due(state.term, now) if state.term is not None else []


def opened_term(event: TermOpened) -> Term:
    starts_on, ends_on = _day(event.starts_on), _day(event.ends_on)
    life = Life.NOT_STARTED if starts_on else Life.IN_FORCE
    return Term(starts_on, ends_on, tuple(event.alert_days), life)


def is_kept_by_term(state: ContractState, *, owes: bool) -> bool:
    """Tell which workflow keeps the contract; `owes` says that effects are not done.

    The lifecycle keeps it until everything is done, mails included; from then on the term does.
    """
    return state.phase is Phase.CONCLUDED and (state.term is not None or not owes)


def _due(term: Term, now: datetime) -> list[Event]:
    """Return what is due; alerts that were missed become one, and an end that has passed none."""
    if term.life is Life.ENDED:
        return []
    ends_on = term.ends_on.isoformat() if term.ends_on else ""
    if term.has_ended(now):
        return [TermEnded(ends_on)]
    due: list[Event] = []
    if term.life is Life.NOT_STARTED and term.has_begun(now):
        due.append(TermBegan())
    if term.ends_on and term.is_alert_due(now):
        due.append(ExpiryApproached(days_left(term.ends_on, now), ends_on))
    return due


def _day(spelled: str) -> date | None:
    """Return the civil day of an ISO date; an empty one is no date."""
    if not spelled:
        return None
    try:
        return date.fromisoformat(spelled)
    except ValueError as unreadable:
        raise refusals.DayUnreadable from unreadable


def _iso(spelled: str) -> str:
    day = _day(spelled)
    return day.isoformat() if day else ""
