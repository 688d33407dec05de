"""The clause on renewals under the calendar of Japan: asked, escalated, rolled forward once, ended."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from contracts import acts
from contracts.deadlines import next_due
from contracts.effects import EffectKind
from contracts.event_table import from_stored
from contracts.periods import Period, Unit
from contracts.reasons import JST
from contracts.renewal import AskingDays, Clause, asking_days, deadline_of, notice_by, rolled
from tests.contracts.cases import ENGINE, Case, concluded

BEGAN, ENDS = "2026-04-01", "2027-03-31"
YEARLY: dict[str, Any] = {"auto_renews": "yes", "renews_for": "1年", "notice": "3か月"}
ASKED: dict[str, Any] = {"ask_on": "2026-12-01", "escalate_on": "2026-12-24"}


def in_japan(day: str, hour: int = 0, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour, minute), JST).astimezone(UTC)


def opened(day: str = "2026-04-01", *, ends_on: str = ENDS, **clause: Any) -> Case:  # noqa: ANN401 -- facts of an act
    case = concluded()
    case.now = in_japan(day)
    case.does(replace(case.opening(BEGAN, ends_on, 30), **clause))
    return case


def changes(case: Case, ends_on: str = ENDS, revision: int = 1, **facts: Any) -> list[str]:  # noqa: ANN401 -- as above
    told = acts.ChangeTerm(case.key(), ENGINE, BEGAN, ends_on, [30], revision=revision, **facts)
    return [stored.kind for stored in case.does(told).events]


def life_of(case: Case) -> str:
    return case.state.life.value


def lived(case: Case, until: str) -> list[tuple[str, str]]:
    """Serve every deadline up to this day and return when each was, in Japan, and what it brought.

    Each brings something: one that brought nothing would be due for ever.
    """
    story: list[tuple[str, str]] = []
    while (due := next_due(case.state)) and due.at < in_japan(until):
        case.now = max(case.now, due.at)
        when = case.now.astimezone(JST)
        brought = [(f"{when:%Y-%m-%d %H:%M}", stored.kind) for stored in case.does(due.act).events]
        assert brought, (due, story)
        story += brought
    return story


@pytest.mark.shows("MK-13", "MK-22")
def test_the_owner_is_asked_then_the_managers_and_unanswered_the_dates_roll_forward_once() -> None:
    case = opened(**YEARLY, **ASKED)
    assert lived(case, "2027-03-31") == [
        ("2026-12-01 09:00", "renewal_asked"),
        ("2026-12-24 09:00", "renewal_escalated"),
        ("2027-01-01 00:10", "term_rolled_forward"),
    ]
    assert case.state.term is not None
    assert case.state.term.ends_on == date(2028, 3, 31)
    assert case.told(EffectKind.ASK_RENEWAL) == ["owner"]
    assert case.told(EffectKind.ESCALATE_RENEWAL) == ["owner", "approvers"]
    assert case.told(EffectKind.TELL_ROLLED) == ["owner"]
    assert case.rebuilt() == case.state


@pytest.mark.shows("MK-22")
def test_a_term_hardly_longer_than_its_notice_is_asked_about_and_escalated_on_its_first_morning() -> None:
    """Both days lie before the term begins, so both fall on the one instant; each is done, and done once."""
    early = {"ask_on": "2026-03-02", "escalate_on": "2026-03-25"}
    case = opened("2026-03-20", ends_on="2026-06-30", **YEARLY, **early)
    assert lived(case, "2026-04-03") == [
        ("2026-04-01 00:00", "term_began"),
        ("2026-04-01 09:00", "renewal_asked"),
        ("2026-04-01 09:00", "renewal_escalated"),
        ("2026-04-02 00:10", "term_rolled_forward"),
    ]
    assert case.rebuilt() == case.state


def test_an_end_moved_and_moved_back_is_asked_about_and_escalated_again_and_nothing_stays_due() -> None:
    case = opened(**YEARLY, **ASKED)
    lived(case, "2026-12-25")
    case.now = in_japan("2026-12-25", 10)
    changes(case, "2028-03-31", revision=1, **YEARLY, ask_on="2027-12-01", escalate_on="2027-12-24")
    assert changes(case, revision=2, **YEARLY, **ASKED) == ["term_changed", "renewal_asked"]
    assert lived(case, "2027-01-02") == [
        ("2026-12-25 10:00", "renewal_escalated"),
        ("2027-01-01 00:10", "term_rolled_forward"),
    ]


@pytest.mark.shows("MK-15")
@pytest.mark.parametrize("said", [{"ending": True}, {"answer": "end"}, {"auto_renews": "no"}])
def test_what_is_to_end_never_rolls_and_ends_the_day_after(said: dict[str, Any]) -> None:
    case = opened(**YEARLY, **ASKED)
    assert changes(case, **{**YEARLY, **said}) == ["term_changed"]
    kinds = [kind for _, kind in lived(case, "2030-01-01")]
    assert "term_rolled_forward" not in kinds
    assert kinds[-1] == "term_ended"
    assert case.now == in_japan("2027-04-01")


@pytest.mark.parametrize(
    ("said", "life"),
    [
        ({}, "deciding"),
        ({"answer": "renew"}, "in_force"),
        ({"answer": "revise"}, "in_force"),
        ({"answer": "end"}, "ending"),
        ({"ending": True}, "ending"),
        ({"terminated_on": "2027-02-01"}, "ending"),
    ],
)
def test_an_answer_is_seen_in_the_life_and_taken_back_it_waits_again(said: dict[str, Any], life: str) -> None:
    case = opened(**YEARLY, **ASKED)
    lived(case, "2026-12-02")
    assert case.state.life == "deciding"
    changes(case, **YEARLY, **ASKED, **said)
    assert case.state.life == life
    changes(case, revision=2, **YEARLY, **ASKED)
    assert case.state.life == "deciding"
    assert case.told(EffectKind.ASK_RENEWAL) == ["owner"]


@pytest.mark.shows("MK-19")
def test_without_a_notice_period_it_rolls_at_expiry_and_the_alert_is_armed_again() -> None:
    case = opened(auto_renews="yes", renews_for="1年")
    assert lived(case, "2027-04-02") == [
        ("2027-03-01 09:00", "expiry_approached"),
        ("2027-04-01 00:10", "term_rolled_forward"),
    ]
    changes(case, "2028-03-31", auto_renews="yes", renews_for="1年")
    assert lived(case, "2028-04-02") == [
        ("2028-03-01 09:00", "expiry_approached"),
        ("2028-04-01 00:10", "term_rolled_forward"),
    ]


def test_a_contract_found_years_later_is_brought_up_to_today_by_one_event() -> None:
    case = opened("2031-06-15", **YEARLY)
    rolled_on = [from_stored(one) for one in case.record if one.kind == "term_rolled_forward"]
    assert [(one.was, one.ends_on, one.times) for one in rolled_on] == [  # type: ignore[union-attr]
        ("2027-03-31", "2032-03-31", 5)
    ]


def test_an_automatic_renewal_for_nobody_knows_how_long_is_said_to_be_unclear_until_somebody_says() -> None:
    case = opened(auto_renews="yes")
    assert lived(case, "2027-05-01")[-1] == ("2027-04-01 00:00", "term_unsettled")
    assert life_of(case) == "unsettled"
    case.now = in_japan("2027-04-20")
    assert changes(case, auto_renews="yes", renews_for="1年") == ["term_changed", "term_rolled_forward"]
    assert life_of(case) == "in_force"


def test_a_termination_ends_it_on_its_own_day_and_taken_back_the_term_lives_again() -> None:
    case = opened(**YEARLY)
    changes(case, terminated_on="2026-09-30", **YEARLY)
    assert lived(case, "2027-01-01") == [("2026-10-01 00:00", "term_ended")]
    assert life_of(case) == "terminated"
    assert changes(case, revision=2, **YEARLY) == ["term_changed"]
    assert life_of(case) == "in_force"


def test_another_end_brings_an_ended_contract_back_and_the_same_changes_nothing() -> None:
    case = opened()
    lived(case, "2028-01-01")
    assert life_of(case) == "ended"
    assert changes(case, "2029-03-31") == ["term_changed"]
    assert life_of(case) == "in_force"
    assert changes(case, "2029-03-31") == []


def test_no_release_before_this_one_spelled_anything_of_a_renewal() -> None:
    case = opened()
    [facts] = [one.facts for one in case.record if one.kind == "term_opened"]
    assert facts == '{"alert_days":[30],"ends_on":"2027-03-31","starts_on":"2026-04-01"}'


@pytest.mark.shows("LW-42")
@pytest.mark.parametrize(
    ("ends_on", "notice", "last"),
    [
        ("2027-03-31", "3か月", "2026-12-31"),
        ("2027-05-31", "3か月", "2027-02-28"),
        ("2028-05-30", "3か月", "2028-02-29"),
        ("2027-03-31", "90日", "2026-12-31"),
        ("2028-02-29", "1年", "2027-02-28"),
        ("2027-03-31", "", None),
    ],
)
def test_the_last_day_for_a_notice_is_counted_back_from_the_end(
    ends_on: str, notice: str, last: str | None
) -> None:
    found = notice_by(date.fromisoformat(ends_on), notice)
    assert (found.isoformat() if found else None) == last


def test_a_notice_longer_than_the_term_is_due_on_its_first_day() -> None:
    month = Period(3, Unit.MONTH)
    assert deadline_of(date(2026, 4, 1), date(2026, 4, 30), month) == date(2026, 4, 1)


def test_people_are_asked_on_business_days_before_the_deadline() -> None:
    holidays = {date(2026, 12, 31), date(2027, 1, 1)}
    asked = asking_days(date(2027, 1, 31), AskingDays(30, 7), lambda day: day in holidays)
    assert asked == (date(2026, 12, 30), date(2027, 1, 22))


def test_the_next_period_begins_at_midnight_so_its_first_day_counts() -> None:
    assert rolled(date(2024, 2, 29), Clause(renews_for=Period(1, Unit.YEAR))) == date(2025, 2, 28)
    assert rolled(date(2025, 2, 28), Clause(renews_for=Period(1, Unit.MONTH))) == date(2025, 3, 31)
