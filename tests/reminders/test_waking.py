"""Whatever happens in between, a deadline that has come changes something: the timer never turns idly."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.acts import Act, ExtendDeadline, PartyPlan, SwitchReminders
from contracts.deadlines import next_due
from contracts.life import civil_day
from contracts.refusals import Refused
from tests.contracts.cases import SENDER, Case
from tests.reminders.plans import scheduled
from tests.reminders.test_simulation import NAMES, PLANS, SCHEDULES

OF_A_PARTY = ("acceptance", "agreement", "sealing", "send_back", "locking", "unlocking", "reissue", "claim")
OF_THE_CASE = ("resuming", "new_round", "preparation", "withdrawal")
HOURS = st.integers(0, 24 * 9)
STEPS = st.lists(
    st.tuples(st.sampled_from((*OF_A_PARTY, *OF_THE_CASE)), st.sampled_from(NAMES), HOURS), max_size=25
)


@settings(max_examples=150, deadline=None)
@given(plans=PLANS, schedule=SCHEDULES, steps=STEPS, days=st.integers(0, 60), on=st.booleans())
def test_a_deadline_that_has_come_is_served_once_and_then_another_is_next(
    plans: tuple[PartyPlan, ...],
    schedule: dict[str, object],
    steps: list[tuple[str, str, int]],
    days: int,
    *,
    on: bool,
) -> None:
    case = Case()
    case.does(scheduled(case, *plans, link_days=9, **schedule))
    case.does(case.preparation())
    for name, party, hours in steps:
        case.now += timedelta(hours=hours)
        _serve(case)
        make = getattr(case, name)
        _try(case, make(party) if name in OF_A_PARTY else make())
        _try(case, SwitchReminders(case.key(), SENDER, on=on != (hours % 2 == 0)))
        until = (civil_day(case.now) + timedelta(days=days)).isoformat()
        _try(case, ExtendDeadline(case.key(), SENDER, until, party if hours % 3 else ""))
    assert case.rebuilt() == case.state


def _serve(case: Case) -> None:
    while (due := next_due(case.state, case.now)) is not None and due.at <= case.now:
        assert case.does(due.act).events, due


def _try(case: Case, act: Act) -> None:
    try:
        case.does(act)
    except Refused:
        return
