"""Contracts sent with days and reminders, at noon in Japan on Wednesday 1 April 2026."""

from dataclasses import replace
from datetime import datetime, time

from contracts.acts import PartyPlan, Submit
from contracts.deadlines import next_due
from contracts.event_table import from_stored
from contracts.events import PartyReminded
from contracts.reasons import JST
from tests.contracts.cases import Case

GOLDEN_WEEK = ["2026-04-29", "2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06"]
OPEN_HOURS = "08:30-21:00"


def sent(*plans: PartyPlan, link_days: int = 30, **schedule: object) -> Case:
    """Return a contract that has reached its first parties."""
    case = Case()
    case.does(scheduled(case, *plans, link_days=link_days, **schedule))
    case.does(case.preparation())
    return case


def scheduled(case: Case, *plans: PartyPlan, link_days: int = 30, **schedule: object) -> Submit:
    return replace(case.submission(*plans, link_days=link_days), **schedule)  # type: ignore[arg-type]  # its fields


def in_japan(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime.combine(datetime(2026, month, day, tzinfo=JST).date(), time(hour, minute), JST)


def nobody_answers(case: Case) -> None:
    """Let every deadline come exactly in time."""
    while (due := next_due(case.state, case.now)) is not None:
        case.now = max(case.now, due.at)
        case.does(due.act)


def reminded(case: Case) -> list[tuple[str, datetime]]:
    """Return who was reminded for which moment, in the order of the record."""
    found = [event for event in map(from_stored, case.record) if isinstance(event, PartyReminded)]
    return [(event.party, datetime.fromisoformat(event.planned)) for event in found]
