"""更新の試算: which cycles a contract goes through, and which one a notice on a given day ends (NX-08).

Counted as `contracts.periods` counts; the answer is a proposal and not what the contract says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.periods import Article, Period, previous_business_day, reckoned
from contracts.renewal import Clause, deadline_of, rolled

A_DAY = timedelta(days=1)
MOST_CYCLES = 6
NO_CLAUSE = Clause()
MOST_LOOKED_AT = 200
"""Cycles that are walked to find the one that a late notice ends."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The present period and what the clause says; `articles` are those its end was found by."""

    starts_on: date
    ends_on: date
    clause: Clause = NO_CLAUSE
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Cycle:
    """`notice_by` is the last day for a notice that ends the cycle, `told_on` the business day at or before.

    `rolls_on` is when the next cycle is certain, the day after `notice_by` (MK-13); None: it never is.
    """

    number: int
    starts_on: date
    ends_on: date
    notice_by: date
    told_on: date
    rolls_on: date | None


@dataclass(frozen=True, slots=True)
class Trial:
    """`ended` is the cycle with which a notice on the day asked about ends the contract, None without one."""

    cycles: tuple[Cycle, ...]
    ended: Cycle | None
    missed: Cycle | None


def plan_from(from_day: date, first: Period, clause: Clause, *, first_day_counts: bool) -> Plan:
    """Return when a first period begins and ends, and the articles by which (民法140条, 141条, 143条)."""
    found = reckoned(from_day, first, first_day_counts)
    return Plan(found.counted_from, found.ends_on, clause, found.articles)


def tried(plan: Plan, notice_on: date | None, is_day_off: Callable[[date], bool]) -> Trial:
    """Return the cycles to come, and what a notice that reaches the other side on `notice_on` does.

    `missed` is the cycle in which the notice comes, where it comes too late to end that one.
    """
    ended = missed = None
    shown: list[Cycle] = []
    for cycle in _cycles(plan, is_day_off):
        if len(shown) < MOST_CYCLES or (notice_on and ended is None):
            shown.append(cycle)
        if notice_on is not None and ended is None and notice_on <= cycle.ends_on:
            ended, missed = _heard(cycle, notice_on, missed)
        if len(shown) >= MOST_CYCLES and (notice_on is None or ended is not None):
            break
    return Trial(_nearest(shown, ended), ended, missed)


def _heard(cycle: Cycle, notice_on: date, missed: Cycle | None) -> tuple[Cycle | None, Cycle | None]:
    """A cycle that renews nothing ends by itself; one that renews ends by a notice in time."""
    in_time = cycle.rolls_on is None or notice_on < cycle.rolls_on
    return (cycle, missed) if in_time else (None, missed or cycle)


def _nearest(shown: list[Cycle], ended: Cycle | None) -> tuple[Cycle, ...]:
    """Of many cycles those around the one that ends, which is what was asked about."""
    if ended is None or ended.number <= MOST_CYCLES:
        return tuple(shown[:MOST_CYCLES])
    return tuple(shown[ended.number - MOST_CYCLES : ended.number])


def _cycles(plan: Plan, is_day_off: Callable[[date], bool]) -> list[Cycle]:
    found: list[Cycle] = []
    starts_on, ends_on = plan.starts_on, plan.ends_on
    while len(found) < MOST_LOOKED_AT and ends_on < date.max:
        found.append(_cycle(len(found) + 1, starts_on, ends_on, plan, is_day_off))
        if not plan.clause.rolls:
            break
        starts_on, ends_on = ends_on + A_DAY, rolled(ends_on, plan.clause)
    return found


def _cycle(
    number: int, starts_on: date, ends_on: date, plan: Plan, is_day_off: Callable[[date], bool]
) -> Cycle:
    """A notice can be given until the deadline also where nothing renews by itself."""
    last = deadline_of(starts_on, ends_on, plan.clause.notice)
    told_on = previous_business_day(last, is_day_off)
    rolls_on = last + A_DAY if plan.clause.rolls else None
    return Cycle(number, starts_on, ends_on, last, told_on, rolls_on)
