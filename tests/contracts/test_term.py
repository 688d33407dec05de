"""After the conclusion only the calendar of Japan acts: the term begins, nears its end and ends."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import refusals
from contracts.deadlines import next_due
from contracts.effects import EffectKind
from contracts.event_table import from_stored
from contracts.events import Event
from contracts.life import Life
from contracts.reasons import JST
from contracts.stage import Stage
from contracts.term import is_kept_by_term
from tests.contracts.cases import Case, concluded, party, sent_to

AS_IN_LAW = ("2026-04-01", "2027-03-31")


def in_japan(day: str, hour: int = 0, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour, minute), JST).astimezone(UTC)


def opened_at(moment: datetime, starts_on: str, ends_on: str, *alert_days: int) -> Case:
    case = concluded()
    case.now = moment
    case.does(case.opening(starts_on, ends_on, *alert_days))
    return case


def lived(case: Case) -> list[tuple[str, str]]:
    """Serve every deadline as it comes and return when each was, in Japan, and what it brought."""
    story = []
    while due := next_due(case.state):
        case.now = due.at
        done = case.does(due.act)
        when = due.at.astimezone(JST)
        story += [(f"{when:%Y-%m-%d %H:%M}", stored.kind) for stored in done.events]
    return story


def brought(case: Case) -> list[Event]:
    return [from_stored(stored) for stored in case.record][-2:]


@pytest.mark.shows("MK-12", "MK-14", "MK-18")
def test_a_term_begins_is_alerted_of_and_ends_on_the_days_of_japan() -> None:
    case = opened_at(in_japan("2026-03-20"), *AS_IN_LAW)
    assert case.state.life == "not_started"
    assert lived(case) == [
        ("2026-04-01 00:00", "term_began"),
        ("2026-12-31 09:00", "expiry_approached"),
        ("2027-03-01 09:00", "expiry_approached"),
        ("2027-04-01 00:00", "term_ended"),
    ]
    assert case.state.life == "ended"
    assert case.told(EffectKind.TELL_EXPIRING) == ["owner", "approvers"] * 2


@pytest.mark.shows("MK-12")
def test_on_the_end_date_until_midnight_in_japan_the_contract_is_in_force() -> None:
    case = opened_at(in_japan("2027-03-20"), *AS_IN_LAW)
    case.now = in_japan("2027-03-31", 23, 59)
    assert not case.does(case.following()).events
    assert case.state.life == "in_force"
    case.now = in_japan("2027-04-01")
    case.does(case.following())
    assert case.state.life == "ended"


@pytest.mark.parametrize(
    ("ends_on", "days", "alerted"),
    [
        ("2028-02-29", 30, "2028-01-30"),
        ("2028-03-30", 30, "2028-02-29"),
        ("2027-03-30", 30, "2027-02-28"),
        ("2027-12-31", 90, "2027-10-02"),
        ("2027-01-01", 1, "2026-12-31"),
        ("2036-11-21", 3650, "2026-11-24"),
    ],
)
def test_an_alert_comes_at_nine_that_many_days_before(ends_on: str, days: int, alerted: str) -> None:
    case = opened_at(in_japan("2026-05-01"), "2026-04-01", ends_on, days)
    assert lived(case)[0] == (f"{alerted} 09:00", "expiry_approached")


@pytest.mark.parametrize(
    ("now", "kinds", "days_left"),
    [
        (in_japan("2026-12-31", 8, 59), ["term_began"], None),
        (in_japan("2026-12-31", 9), ["term_began", "expiry_approached"], 90),
        (in_japan("2027-03-01", 3), ["term_began", "expiry_approached"], 30),
        (in_japan("2027-03-31", 23), ["term_began", "expiry_approached"], 0),
        (in_japan("2027-04-01"), ["term_ended"], None),
        (in_japan("2030-01-01"), ["term_ended"], None),
    ],
)
def test_a_late_conclusion_gives_one_alert_for_all_that_were_missed(
    now: datetime, kinds: list[str], days_left: int | None
) -> None:
    case = opened_at(now, *AS_IN_LAW)
    assert case.kinds()[-1 - len(kinds) :] == ["term_opened", *kinds]
    left = [event.days_left for event in brought(case) if hasattr(event, "days_left")]
    assert left == ([] if days_left is None else [days_left])


def test_a_day_is_not_alerted_of_twice() -> None:
    case = opened_at(in_japan("2027-03-01", 3), *AS_IN_LAW)
    assert lived(case) == [("2027-04-01 00:00", "term_ended")]


def test_a_contract_shorter_than_its_alerts_is_alerted_of_on_its_first_morning() -> None:
    case = opened_at(in_japan("2026-03-20"), "2026-04-01", "2026-04-28")
    assert lived(case) == [
        ("2026-04-01 00:00", "term_began"),
        ("2026-04-01 09:00", "expiry_approached"),
        ("2026-04-29 00:00", "term_ended"),
    ]


def test_an_engine_that_slept_through_both_alerts_gives_one_and_through_the_end_none() -> None:
    case = opened_at(in_japan("2026-05-01"), *AS_IN_LAW)
    first = next_due(case.state)
    assert first is not None
    case.now = in_japan("2027-03-10", 12)
    assert [stored.kind for stored in case.does(first.act).events] == ["expiry_approached"]
    asleep = opened_at(in_japan("2026-05-01"), *AS_IN_LAW)
    asleep.now = in_japan("2027-06-01")
    assert [stored.kind for stored in asleep.does(first.act).events] == ["term_ended"]


@pytest.mark.parametrize("ends_on", ["", "9999-12-31"])
def test_a_contract_without_an_end_is_in_force_and_one_with_the_last_of_days_is_no_fault(
    ends_on: str,
) -> None:
    case = opened_at(in_japan("2026-05-01"), "", ends_on)
    assert case.state.life is Life.IN_FORCE
    assert (next_due(case.state) is None) == (not ends_on)
    assert not case.effects


def test_a_term_is_opened_once_and_only_when_the_contract_is_concluded() -> None:
    case = opened_at(in_japan("2026-05-01"), *AS_IN_LAW)
    assert not case.does(case.opening("2020-01-01", "2020-12-31")).events
    unconcluded = sent_to(party("a"))
    assert not unconcluded.does(unconcluded.opening(*AS_IN_LAW)).events
    assert not unconcluded.does(unconcluded.following()).events


def test_what_is_no_date_is_refused_and_opens_nothing() -> None:
    case = concluded()
    with pytest.raises(refusals.DayUnreadable):
        case.does(case.opening("来月", ""))
    assert case.state.term is None


@pytest.mark.shows("T67")
def test_nobody_can_add_to_a_concluded_contract_any_more() -> None:
    case = opened_at(in_japan("2026-05-01"), *AS_IN_LAW)
    people = (
        case.submission(party("a")),
        case.approval(),
        case.rejection(),
        case.return_to_owner(),
        case.acceptance("a"),
        case.document("a", "x"),
        case.agreement("a"),
        case.send_back("a"),
        case.resuming(),
        case.new_round(),
        case.withdrawal(),
        case.locking("a"),
        case.unlocking("a"),
    )
    for act in people:
        with pytest.raises(refusals.Refused):
            case.does(act)
    assert case.state.stage is Stage.CONCLUDED


def test_the_lifecycle_keeps_a_contract_until_nothing_is_owed_and_then_the_term_does() -> None:
    case = concluded()
    assert not is_kept_by_term(sent_to(party("a")).state, owes=False)
    assert not is_kept_by_term(case.state, owes=True)
    assert is_kept_by_term(case.state, owes=False)
    case.does(case.opening(*AS_IN_LAW))
    assert is_kept_by_term(case.state, owes=True)


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31)).map(date.isoformat) | st.just("")


@given(
    starts_on=DAYS,
    ends_on=DAYS,
    alert_days=st.lists(st.integers(-(2**53), 2**53) | st.integers(1, 400), max_size=4),
    opened=st.datetimes(datetime(2000, 1, 1), datetime(2060, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 -- hypothesis adds the zone
    late=st.lists(st.timedeltas(timedelta(0), timedelta(days=900)), max_size=6),
)
def test_every_deadline_brings_something_and_any_lateness_ends_in_the_same_life(
    starts_on: str, ends_on: str, alert_days: list[int], opened: datetime, late: list[timedelta]
) -> None:
    case = opened_at(opened, starts_on, ends_on, *alert_days)
    delays = iter(late)
    while due := next_due(case.state):
        assert due.at > case.now
        case.now = due.at + next(delays, timedelta(0))
        assert case.does(due.act).events
    assert case.state.life is (Life.ENDED if ends_on else Life.IN_FORCE)
    assert case.rebuilt() == case.state
    alerts = [event.days_left for event in map(from_stored, case.record) if hasattr(event, "days_left")]
    assert alerts == sorted(set(alerts), reverse=True)
    assert case.kinds()[-1] == "term_ended" or "term_ended" not in case.kinds()
