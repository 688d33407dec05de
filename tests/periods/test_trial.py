"""更新の試算 says what the term then does: sixty clauses lived through night by night (NX-08)."""

from datetime import date, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import pytest

from adapters.holidays import calendar_of
from contracts.acts import ChangeTerm, FollowTerm, OpenTerm
from contracts.deadlines import ENGINE, next_due
from contracts.periods import period_from
from contracts.reasons import JST
from contracts.renewal import Clause
from contracts.renewal_trial import MOST_CYCLES, Plan, plan_from, tried
from tests.contracts.cases import Case, concluded

STARTS = ("2024-02-29", "2026-01-31", "2026-04-01", "2026-08-31", "2027-12-01")
FIRSTS = ("1年", "6か月", "90日", "1か月")
CLAUSES = (("1年", "3か月"), ("6か月", "30日"), ("1か月", ""))
TABLE = list(product(STARTS, FIRSTS, CLAUSES))
NO_DAY_OFF = calendar_of([])


def planned(starts: str, first: str, renews: str, notice: str) -> Plan:
    clause = Clause(auto=True, renews_for=period_from(renews), notice=period_from(notice) if notice else None)
    return plan_from(date.fromisoformat(starts), period_from(first), clause, first_day_counts=True)


def rolled_ends(plan: Plan, renews: str, notice: str, times: int) -> list[tuple[date, date]]:
    """Live through the term by its own timers, and return on which day it moved to which end."""
    case: Case = concluded()
    begun = datetime.combine(plan.starts_on, datetime.min.time(), JST)
    clause: dict[str, Any] = {"auto_renews": "yes", "renews_for": renews, "notice": notice}
    dates: tuple[str, str, list[int]] = (plan.starts_on.isoformat(), plan.ends_on.isoformat(), [])
    case.now = begun
    case.does(OpenTerm("open", ENGINE, *dates, **clause))
    found: list[tuple[date, date]] = []
    for number in range(100):
        due = next_due(case.state)
        if due is None or len(found) == times:
            break
        before, case.now = case.state.term, max(case.now, due.at)
        case.does(FollowTerm(f"follow:{number}", ENGINE))
        term = case.state.term
        if before and term and term.ends_on and term.ends_on != before.ends_on:
            found.append((due.at.astimezone(JST).date(), term.ends_on))
            dates = (plan.starts_on.isoformat(), term.ends_on.isoformat(), [])
            case.does(ChangeTerm(f"read:{number}", ENGINE, *dates, **clause, revision=number + 1))
    return found


@pytest.mark.shows("NX-08", "LW-42")
@pytest.mark.parametrize(("starts", "first", "clause"), TABLE, ids=str)
def test_the_trial_names_the_days_on_which_the_terms_timers_fire(
    starts: str, first: str, clause: tuple[str, str]
) -> None:
    plan = planned(starts, first, *clause)
    cycles = tried(plan, None, NO_DAY_OFF).cycles
    told = [(one.rolls_on, following.ends_on) for one, following in pairwise(cycles)]
    lived = rolled_ends(plan, *clause, times=MOST_CYCLES - 1)
    assert [end for _day, end in lived] == [end for _day, end in told]
    assert [max(day or plan.starts_on, plan.starts_on) for day, _end in told] == [day for day, _end in lived]


def test_there_are_sixty_clauses() -> None:
    assert len(TABLE) >= 60


@pytest.mark.shows("NX-08")
def test_a_notice_on_the_last_day_ends_the_cycle_and_the_day_after_the_next_one() -> None:
    plan = planned("2026-04-01", "1年", "1年", "3か月")
    in_time = tried(plan, date(2026, 12, 31), NO_DAY_OFF)
    late = tried(plan, date(2027, 1, 1), NO_DAY_OFF)
    assert in_time.ended is not None
    assert late.ended is not None
    assert late.missed is not None
    assert (in_time.ended.ends_on, in_time.missed) == (date(2027, 3, 31), None)
    assert (late.ended.ends_on, late.missed.number) == (date(2028, 3, 31), 1)


def test_a_notice_far_ahead_shows_the_cycles_around_it_and_one_after_the_end_changes_nothing() -> None:
    plan = planned("2026-04-01", "1年", "1年", "3か月")
    far = tried(plan, date(2046, 1, 1), NO_DAY_OFF)
    assert far.ended is not None
    assert far.cycles[-1] == far.ended
    assert len(far.cycles) == MOST_CYCLES
    once = Plan(date(2026, 4, 1), date(2027, 3, 31))
    assert tried(once, date(2027, 4, 1), NO_DAY_OFF).ended is None
    assert len(tried(once, None, NO_DAY_OFF).cycles) == 1


def test_a_notice_deadline_on_a_day_off_names_the_business_day_before() -> None:
    plan = planned("2026-07-05", "6か月", "1年", "")
    [first, *_] = tried(plan, None, calendar_of([date(2027, 1, 4)])).cycles
    assert first.notice_by == date(2027, 1, 4)
    assert first.told_on == date(2026, 12, 31)
    assert first.notice_by - first.told_on == timedelta(days=4)
