"""After the conclusion the term opens, begins, nears its end and ends by the calendar (MK-12, MK-14)."""

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from contracts import refusals
from contracts.acts import ChangeTerm, OpenTerm
from contracts.events import (
    Event,
    ExpiryApproached,
    RenewalAsked,
    RenewalEscalated,
    TermBegan,
    TermChanged,
    TermEnded,
    TermOpened,
    TermRolledForward,
    TermUnsettled,
)
from contracts.life import OVER, RESTS, Life, Term, days_left, rolls_after
from contracts.metadata import YES
from contracts.renewal import Answer, Clause, Renewal, deadline_of, period_or_none, rolled
from contracts.stage import IN_TERM
from contracts.state import ContractState

LONGEST_ALERT_DAYS = 3_650
"""Days before the end at which an alert may be asked for (MK-18)."""


def open_term(state: ContractState, act: OpenTerm, now: datetime) -> list[Event]:
    """Open the term of a concluded contract, and at once whatever has come already; twice is once."""
    if state.phase not in IN_TERM or state.term is not None:
        return []
    opened = TermOpened(**_facts(act))
    return [opened, *_due(opened_term(opened), now)]


def change_term(state: ContractState, act: ChangeTerm, now: datetime) -> list[Event]:
    """Take over what SQL says of the term since; what is known already changes nothing, twice is once."""
    if state.term is None:
        return []
    changed = TermChanged(**_facts(act))
    after = changed_term(state.term, changed)
    if after == state.term:
        return []
    return [changed, *_due(after, now)]


def follow_term(state: ContractState, now: datetime) -> list[Event]:
    """Record what the calendar has brought since; a timer that fires early or again changes nothing."""
    return _due(state.term, now) if state.term is not None else []


def opened_term(event: TermOpened) -> Term:
    starts_on, ends_on = _day(event.starts_on), _day(event.ends_on)
    life = Life.NOT_STARTED if starts_on else Life.IN_FORCE
    alerts, terminated_on = tuple(event.alert_days), _day(event.terminated_on)
    return Term(starts_on, ends_on, alerts, life, _renewal(event), terminated_on)


def changed_term(term: Term | None, event: TermChanged) -> Term:
    """Return the term as it is from now on; one that was over lives again, and ends at once if it must.

    What was told and asked of an end date counts for that date alone.
    """
    fresh = opened_term(event)
    if term is None:
        return fresh
    has_begun = term.starts_on == fresh.starts_on and term.life is not Life.NOT_STARTED
    life = Life.IN_FORCE if has_begun else fresh.life
    if term.ends_on != fresh.ends_on or term.renewal.unread:
        return replace(fresh, life=_still_over(term, replace(fresh, life=life)))
    renewal = replace(fresh.renewal, asked=term.renewal.asked, escalated=term.renewal.escalated)
    same_end = replace(fresh, life=life, alert_days=term.alert_days, renewal=renewal)
    return replace(same_end, life=_still_over(term, same_end))


def rolled_term(term: Term, event: TermRolledForward) -> Term:
    """Begin the next cycle; on which days to ask is read from SQL, which knows the days off."""
    renewal = Renewal(term.renewal.clause, unread=True, revision=term.renewal.revision)
    return replace(term, ends_on=_day(event.ends_on), alert_days=(), renewal=renewal)


def is_kept_by_term(state: ContractState, *, owes: bool) -> bool:
    """Tell which workflow keeps the contract; `owes` says that effects are not done.

    The lifecycle keeps it until everything is done, mails included; from then on the term does.
    """
    return state.phase in IN_TERM and (state.term is not None or not owes)


def _due(term: Term, now: datetime) -> list[Event]:
    """Return what is due; alerts that were missed become one, and an end that has passed none."""
    if term.life in RESTS:
        return []
    begun: list[Event] = [TermBegan()] if term.life is Life.NOT_STARTED and term.has_begun(now) else []
    if rolled_on := _rolled(term, now):
        return [*begun, rolled_on]
    if term.rolls_at is None and term.last_day and term.has_ended(now):
        return [_ended(term, term.last_day)]
    return [*begun, *_told(term, now)]


def _told(term: Term, now: datetime) -> list[Event]:
    told: list[Event] = []
    ends_on = term.ends_on.isoformat() if term.ends_on else ""
    if term.ends_on and term.is_alert_due(now):
        told.append(ExpiryApproached(days_left(term.ends_on, now), ends_on))
    decide_by = term.decide_by.isoformat() if term.decide_by else ""
    if term.asks_at and now >= term.asks_at:
        told.append(RenewalAsked(ends_on, decide_by))
    if term.escalates_at and now >= term.escalates_at:
        told.append(RenewalEscalated(ends_on, decide_by))
    return told


def _ended(term: Term, last_day: date) -> Event:
    """解約 came first, nobody knows for how long it renews, or it simply is over (MK-14)."""
    clause = term.renewal.clause
    if term.is_terminated:
        return TermEnded(last_day.isoformat(), terminated=True)
    if clause.auto and clause.renews_for is None and not term.renewal.is_ending:
        return TermUnsettled(last_day.isoformat())
    return TermEnded(last_day.isoformat())


def _rolled(term: Term, now: datetime) -> TermRolledForward | None:
    """Move the dates on once for the cycle; cycles that passed unseen are made up for, as one event.

    A year typed as 0206 makes many thousands of them: what one costs is days alone.
    """
    if term.ends_on is None or term.rolls_at is None:
        return None
    clause, ends_on, times = term.renewal.clause, term.ends_on, 0
    while now >= rolls_after(deadline_of(term.starts_on, ends_on, clause.notice)):
        ends_on = rolled(ends_on, clause)
        times += 1
    if not times:
        return None
    return TermRolledForward(term.ends_on.isoformat(), ends_on.isoformat(), times)


def _still_over(term: Term, after: Term) -> Life:
    """What is over stays so unless the change gives it days to come."""
    gives_days = after.rolls_at is not None or after.last_day != term.last_day
    return term.life if term.life in OVER and not gives_days else after.life


def _renewal(event: TermOpened) -> Renewal:
    clause = Clause(
        auto=event.auto_renews == YES if event.auto_renews else None,
        renews_for=period_or_none(event.renews_for),
        notice=period_or_none(event.notice),
        ending=event.ending,
    )
    return Renewal(
        clause=clause,
        ask_on=_day(event.ask_on),
        escalate_on=_day(event.escalate_on),
        answer=Answer(event.answer),
        revision=event.revision,
    )


def _facts(act: OpenTerm) -> dict[str, Any]:
    """Return the facts of an act, its days in one spelling; raises DayUnreadable."""
    days = sorted({days for days in act.alert_days if 1 <= days <= LONGEST_ALERT_DAYS}, reverse=True)
    told = {each.name: getattr(act, each.name) for each in fields(TermOpened)}
    spelled = {name: _iso(told[name]) for name in _DAYS}
    return {**told, **spelled, "alert_days": days}


_DAYS = ("starts_on", "ends_on", "terminated_on", "ask_on", "escalate_on")


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
