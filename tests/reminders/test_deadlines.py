"""期限: the days of all and of one, in Japan, and what the sender may still change."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from contracts import refusals
from contracts.acts import ExtendDeadline, PartyPlan
from contracts.deadlines import next_due
from contracts.effects import EffectKind
from tests.contracts.cases import NOON, SENDER, Case, pairs, party, sent_to
from tests.reminders.plans import in_japan, nobody_answers, scheduled, sent


def by(day: str, name: str = "a", order: int = 1) -> PartyPlan:
    return replace(party(name, order), answer_by=day)


def extension(case: Case, day: str, name: str = "") -> ExtendDeadline:
    return ExtendDeadline(case.key(), SENDER, day, name)


@pytest.mark.shows("MK-56", "UX-05")
@pytest.mark.parametrize(
    ("overall", "own", "until"),
    [
        ("2026-04-20", "2026-04-10", in_japan(4, 11)),
        ("2026-04-10", "2026-04-20", in_japan(4, 11)),
        ("2026-04-20", "", in_japan(4, 21)),
        ("", "2026-04-10", in_japan(4, 11)),
        ("", "", NOON + timedelta(days=30)),
    ],
)
def test_the_earlier_day_counts_to_its_last_minute_in_japan_and_without_days_the_period(
    overall: str, own: str, until: datetime
) -> None:
    case = sent(by(own), last_day=overall)
    assert case.state.due == until
    due = next_due(case.state)
    assert due is not None
    case.now = until - timedelta(minutes=1)
    assert not case.does(due.act).events
    case.now = until
    assert case.does(due.act).events


def test_the_one_with_least_time_decides_until_that_one_has_agreed() -> None:
    case = sent(by("2026-04-10"), by("2026-04-20", "b"))
    assert case.state.due == in_japan(4, 11)
    case.agree("a")
    assert case.state.due == in_japan(4, 21)


def test_days_that_have_passed_or_cannot_be_read_are_refused_at_sending() -> None:
    case = Case()
    for day, refusal in [
        ("2026-03-31", refusals.DeadlinePassed),
        ("あした", refusals.DayUnreadable),
        ("2027-04-02", refusals.LinkDaysOutOfRange),
    ]:
        with pytest.raises(refusal):
            case.does(scheduled(case, party("a"), last_day=day))
        with pytest.raises(refusal):
            case.does(scheduled(case, by(day)))
    with pytest.raises(refusals.RemindersUnknown):
        case.does(scheduled(case, party("a"), reminders="hourly"))


def test_whoever_is_asked_after_the_last_day_gets_the_usual_period() -> None:
    case = sent(party("a"), party("b", 2), last_day="2026-04-10", link_days=7)
    case.agree("a")
    case.now = in_japan(4, 12)
    case.does(case.sealing("a"))
    assert case.state.due == in_japan(4, 19)


@pytest.mark.shows("MK-56")
def test_an_extension_moves_the_last_day_and_tells_those_who_are_asked_and_no_others() -> None:
    case = sent(party("a"), by("2026-04-08", "b"), party("c", 2), last_day="2026-04-10")
    done = case.does(extension(case, "2026-04-15"))
    assert pairs(done.effects) == [(EffectKind.TELL_EXTENDED, "a")]
    assert case.state.due == in_japan(4, 9)
    done = case.does(extension(case, "2026-04-15", "b"))
    assert pairs(done.effects) == [(EffectKind.TELL_EXTENDED, "b")]
    assert case.state.due == in_japan(4, 16)
    assert case.rebuilt() == case.state


@pytest.mark.shows("T15")
def test_whoever_is_locked_out_is_not_written_to_about_more_time() -> None:
    case = sent(party("a"), party("b"), last_day="2026-04-10")
    case.does(case.acceptance("b"), case.locking("b"))
    assert pairs(case.does(extension(case, "2026-04-15")).effects) == [(EffectKind.TELL_EXTENDED, "a")]


def test_a_period_without_days_can_be_extended_to_a_day() -> None:
    case = sent_to(party("a"), link_days=7)
    case.does(extension(case, "2026-05-01"))
    assert case.state.due == in_japan(5, 2)


@pytest.mark.parametrize(
    ("day", "name", "refusal"),
    [
        ("2026-04-10", "", refusals.DeadlineNotLater),
        ("2026-04-09", "a", refusals.DeadlineNotLater),
        ("2026-04-11", "a", refusals.BeyondLastDay),
        ("2026-03-31", "", refusals.DeadlinePassed),
        ("2026-04-10", "stranger", refusals.UnknownParty),
    ],
)
def test_an_extension_that_gives_nobody_time_is_refused(
    day: str, name: str, refusal: type[refusals.Refused]
) -> None:
    case = sent(party("a"), last_day="2026-04-10")
    with pytest.raises(refusal):
        case.does(extension(case, day, name))


def test_what_has_lapsed_cannot_be_extended_and_says_so() -> None:
    case = sent(party("a"), last_day="2026-04-10")
    case.now = in_japan(4, 11)
    with pytest.raises(refusals.ExpiredNotExtended):
        case.does(extension(case, "2026-04-20"))
    nobody_answers(case)
    with pytest.raises(refusals.ExpiredNotExtended):
        case.does(extension(case, "2026-04-20"))


def test_while_the_sender_revises_there_is_nobody_to_give_time_to() -> None:
    case = sent(party("a"), last_day="2026-04-10")
    case.does(case.acceptance("a"), case.send_back("a"))
    with pytest.raises(refusals.NobodyAsked):
        case.does(extension(case, "2026-04-20"))
    case.now = in_japan(4, 20)
    case.does(case.resuming())
    assert case.state.due == in_japan(4, 20) + timedelta(days=30)
