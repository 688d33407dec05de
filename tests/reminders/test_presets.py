"""自動リマインド: on which days, at which hour, and who is left alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts import refusals
from contracts.acts import PartyPlan, SwitchReminders
from contracts.deadlines import next_due
from contracts.effects import OWNER, EffectKind
from contracts.event_table import from_stored
from contracts.events import PartyReminded
from contracts.evolve import folded
from contracts.stage import Phase
from tests.contracts.cases import SENDER, Case, party
from tests.reminders.plans import GOLDEN_WEEK, OPEN_HOURS, in_japan, nobody_answers, reminded, sent


def switching(case: Case, *, on: bool) -> SwitchReminders:
    return SwitchReminders(case.key(), SENDER, on)


def waits_for(case: Case) -> datetime | None:
    due = next_due(case.state, case.now)
    return due.at if due else None


@pytest.mark.shows("MK-57")
@pytest.mark.parametrize(
    ("last_day", "days"),
    [
        ("2026-05-10", [(4, 17), (4, 24), (5, 1), (5, 8)]),
        ("2026-04-20", [(4, 11), (4, 18)]),
        ("2026-04-09", [(4, 7)]),
        ("2026-04-08", [(4, 6)]),
        ("2026-04-07", []),
        ("2026-04-04", []),
    ],
)
def test_at_most_four_reminders_come_before_the_deadline_and_none_in_the_first_five_days(
    last_day: str, days: list[tuple[int, int]]
) -> None:
    case = sent(party("a"), last_day=last_day, reminders="spaced", remind_at="15:00")
    nobody_answers(case)
    assert reminded(case) == [("a", in_japan(month, day, 15)) for month, day in days]
    assert case.told(EffectKind.REMIND_OF_DEADLINE) == ["a"] * len(days)
    assert case.told(EffectKind.REMIND) == []


@pytest.mark.shows("MK-58")
def test_the_other_preset_reminds_at_half_past_eight_and_tells_the_morning_after() -> None:
    case = sent(party("a"), last_day="2026-04-10", reminders="closing", remind_at="15:00")
    while case.state.phase is not Phase.EXPIRED:
        due = next_due(case.state)
        assert due is not None
        case.now = due.at
        case.does(due.act)
    assert reminded(case) == [("a", in_japan(4, 6, 8, 30)), ("a", in_japan(4, 9, 8, 30))]
    assert case.told(EffectKind.TELL_EXPIRED) == [OWNER]
    assert waits_for(case) == in_japan(4, 11, 8, 30)
    nobody_answers(case)
    assert case.told(EffectKind.TELL_EXPIRED) == [OWNER, "a"]
    assert case.rebuilt() == case.state


@pytest.mark.shows("NX-10")
def test_what_falls_on_a_holiday_or_at_night_waits_for_the_next_business_morning() -> None:
    schedule: dict[str, Any] = {"reminders": "spaced", "hours": OPEN_HOURS, "days_off": GOLDEN_WEEK}
    case = sent(party("a"), last_day="2026-05-12", remind_at="23:00", **schedule)
    assert waits_for(case) == in_japan(4, 20, 8, 30)
    nobody_answers(case)
    assert [at for _, at in reminded(case)][-2:] == [in_japan(5, 7, 8, 30), in_japan(5, 11, 8, 30)]


@pytest.mark.shows("NX-10")
def test_a_reminder_that_waiting_would_bring_too_late_goes_out_all_the_same() -> None:
    schedule: dict[str, Any] = {"reminders": "closing", "hours": OPEN_HOURS, "days_off": GOLDEN_WEEK}
    case = sent(party("a"), last_day="2026-05-06", **schedule)
    nobody_answers(case)
    assert reminded(case) == [
        ("a", in_japan(5, 2, 8, 30)),
        ("a", in_japan(5, 5, 8, 30)),
        ("a", in_japan(5, 7, 8, 30)),
    ]


def test_only_those_whose_turn_it_is_and_who_have_not_agreed_are_reminded() -> None:
    plans = (party("a"), party("b"), party("c", 2), replace(party("d"), claimable=True))
    case = sent(*plans, replace(party("e"), signs=False), last_day="2026-04-20", reminders="closing")
    case.agree("a")
    assert waits_for(case) == in_japan(4, 16, 8, 30)
    case.does(case.locking("b"))
    assert waits_for(case) == in_japan(4, 21)
    case.does(case.unlocking("b"))
    case.now = in_japan(4, 16, 8, 30)
    due = next_due(case.state)
    assert due is not None
    case.does(due.act)
    assert reminded(case) == [("b", in_japan(4, 16, 8, 30))]


def test_a_send_back_stops_the_reminders_and_going_on_starts_them_again() -> None:
    case = sent(party("a"), last_day="2026-04-20", reminders="closing")
    case.does(case.acceptance("a"), case.send_back("a"))
    assert waits_for(case) is None
    case.now = in_japan(4, 17)
    case.does(case.resuming())
    assert waits_for(case) == in_japan(4, 19, 8, 30)


def test_the_sender_stops_the_reminders_and_has_them_go_on_without_making_up_for_any() -> None:
    case = sent(party("a"), last_day="2026-04-20", reminders="closing")
    case.does(switching(case, on=False))
    assert waits_for(case) == in_japan(4, 21)
    assert not case.does(switching(case, on=False)).events
    case.now = in_japan(4, 17)
    case.does(switching(case, on=True))
    assert waits_for(case) == in_japan(4, 19, 8, 30)
    with pytest.raises(refusals.NoReminders):
        sent(party("a")).does(switching(case, on=True))


def test_after_a_silence_one_reminder_goes_out_marked_late_and_in_the_hours_for_it() -> None:
    plan: tuple[PartyPlan, ...] = (party("a"),)
    case = sent(*plan, last_day="2026-04-20", reminders="spaced", hours=OPEN_HOURS)
    case.now = in_japan(4, 20, 23)
    revived = folded(case.state.contract, case.record)
    assert revived == case.state
    case.now = in_japan(4, 18, 23)
    due = next_due(revived, case.now)
    assert due is not None
    assert not case.does(due.act).events
    assert due.at == in_japan(4, 20, 8, 30)
    case.now = due.at + timedelta(hours=1)
    case.does(due.act)
    assert not case.does(replace(due.act, key=case.key())).events
    told = [event for event in map(from_stored, case.record) if isinstance(event, PartyReminded)]
    assert [(event.party, event.late) for event in told] == [("a", True)]


def test_a_contract_sent_without_days_and_reminders_is_spelled_as_before() -> None:
    case = sent(party("a"))
    words = "".join(stored.facts for stored in case.record)
    assert not any(
        word in words for word in ("since", "reminders", "last_day", "hours", "days_off", "answer_by")
    )
