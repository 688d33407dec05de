"""送信前シミュレーション says what the rules, stepped through half an hour at a time, then bring."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.acts import Origin, PartyPlan, RouteStep, Submit
from contracts.approval import StepRule
from contracts.deadlines import Deadline, next_due
from contracts.effects import APPROVERS, OWNER, Effect, EffectKind, Lane
from contracts.holding import is_overtaken, sendable_at
from contracts.simulation import NOBODY_ANSWERS, Assumptions, Foreseen, foreseen
from contracts.stage import Phase
from tests.contracts.cases import NOON, SENDER, Case, party
from tests.reminders.plans import GOLDEN_WEEK, OPEN_HOURS, in_japan, scheduled

HALF_AN_HOUR = timedelta(minutes=30)
STEPS = 50 * 48
NAMES = ("a", "b", "c")
Told = tuple[datetime, EffectKind, str]
THREE_DAYS = Assumptions(approve_after={1: 3})


def days(first: int, last: int) -> st.SearchStrategy[str]:
    ahead = st.integers(first, last).map(lambda count: (date(2026, 4, 1) + timedelta(days=count)).isoformat())
    return st.one_of(st.just(""), ahead)


PLANS = st.tuples(
    *(
        st.builds(
            PartyPlan,
            id=st.just(name),
            order=st.integers(1, 2),
            imprint=st.just(value=False),
            signs=st.sampled_from([True, True, False]),
            claimable=st.booleans(),
            answer_by=days(1, 40),
            by_sms=st.booleans(),
        )
        for name in NAMES
    )
).filter(lambda plans: any(plan.signs for plan in plans))
SCHEDULES = st.fixed_dictionaries(
    {
        "last_day": days(1, 40),
        "reminders": st.sampled_from(["", "spaced", "closing"]),
        "remind_at": st.sampled_from(["", "09:00", "18:00"]),
        "hours": st.sampled_from(["", OPEN_HOURS, "10:00-17:00"]),
        "days_off": st.sampled_from([[], GOLDEN_WEEK]),
    }
)


PEOPLE = ("k", "l", "m", "n", SENDER.actor)


@st.composite
def steps(draw: st.DrawFn) -> RouteStep:
    some = st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3)
    hours = draw(st.sampled_from([0, 6, 24, 60]))
    seniors = draw(st.lists(st.sampled_from(PEOPLE), unique=True, min_size=1, max_size=2)) if hours else []
    return RouteStep("", draw(some), draw(st.sampled_from(list(StepRule))), hours, seniors)


ASSUMED = st.builds(
    Assumptions,
    agree_after=st.dictionaries(st.sampled_from(NAMES), st.integers(1, 20)),
    approve_after=st.dictionaries(st.integers(1, 2), st.integers(0, 3)),
)


class Stepped:
    """A contract whose clock is looked at every half hour; what was told is written down as it happens."""

    def __init__(self, assumed: Assumptions) -> None:
        self.case, self.assumed = Case(), assumed
        self.told: list[Told] = []
        self.held: list[Effect] = []
        self.began: dict[int, datetime] = {}
        self.asked: dict[str, datetime] = {}
        self.seen, self.due = self.case.state, next_due(self.case.state)

    def does(self, *acts: object) -> None:
        for act in acts:
            for effect in self.case.does(act).effects:  # type: ignore[arg-type]  # an act of the case
                self.held += [effect] if effect.kind.lane is Lane.POST else []
                self._post()
                self._sign(effect)

    def _post(self) -> None:
        """Send what need not wait for its hour, as the lane of the workflow does."""
        state, now = self.case.state, self.case.now
        for effect in [one for one in self.held if sendable_at(state, one, now) <= now]:
            self.held.remove(effect)
            if is_overtaken(state, effect):
                continue
            self.told.append((now, effect.kind, effect.recipient))
            if effect.kind is EffectKind.INVITE:
                self.asked[effect.recipient] = now

    def _sign(self, effect: Effect) -> None:
        case = self.case
        if effect.kind is EffectKind.PREPARE_ROUND:
            self.does(case.preparation())
        elif effect.kind is EffectKind.SEAL_AGREEMENT:
            self.does(case.sealing(effect.recipient))
        elif effect.kind is EffectKind.CONCLUDE:
            self.does(case.conclusion())
        elif effect.kind is EffectKind.CERTIFY:
            self.does(case.certificates())

    def passes(self, submit: Submit) -> list[Told]:
        self.does(submit)
        for _ in range(STEPS):
            self._post()
            self._serve()
            self._approve()
            self._answer()
            self.case.now += HALF_AN_HOUR
        return self.told

    def _approve(self) -> None:
        while self.case.state.phase is Phase.AWAITING_APPROVAL and self._is_time_to_approve():
            approval = self.case.state.approval
            asked = approval.seniors if approval.escalated and approval.seniors else approval.asked
            self.does(self.case.approval(Origin(asked[0])))

    def _is_time_to_approve(self) -> bool:
        step, now = self.case.state.approval.step, self.case.now
        began = self.began.setdefault(step, now)
        if step in self.assumed.approve_after:
            return now >= began + timedelta(days=self.assumed.approve_after[step])
        return self._due() is None

    def _serve(self) -> None:
        while (due := self._due()) is not None and due.at <= self.case.now:
            self.does(due.act)

    def _due(self) -> Deadline | None:
        if self.case.state is not self.seen:
            self.seen, self.due = self.case.state, next_due(self.case.state)
        return self.due

    def _answer(self) -> None:
        for name, count in self.assumed.agree_after.items():
            asked, state = self.asked.get(name), self.case.state
            is_open = state.phase is Phase.AGREEING and any(one.id == name for one in state.pending)
            if asked and is_open and self.case.now == asked + timedelta(days=count):
                if self.case.is_claimable(name):
                    self.case.does(self.case.claim(name))
                self.case.does(self.case.acceptance(name))
                self.does(self.case.agreement(name))


def in_order(told: list[Told]) -> list[tuple[datetime, str, str]]:
    """What comes at the same moment has no order of its own."""
    return sorted((at, kind.value, recipient) for at, kind, recipient in told)


def shape(told: list[Foreseen]) -> list[Told]:
    return [(one.at, one.kind, one.recipient) for one in told]


@settings(max_examples=200, deadline=None)
@given(plans=PLANS, schedule=SCHEDULES, assumed=ASSUMED, route=st.lists(steps(), max_size=2))
def test_what_is_foreseen_is_what_the_rules_bring_step_by_step(
    plans: tuple[PartyPlan, ...], schedule: dict[str, object], assumed: Assumptions, route: list[RouteStep]
) -> None:
    submit = scheduled(Case(), *plans, link_days=9, route=route, **schedule)
    stepped = Stepped(assumed)
    told = stepped.passes(submit)
    assert in_order(shape(foreseen("contract-1", submit, NOON, assumed))) == in_order(told)


def test_whom_a_message_would_reach_after_the_end_is_told_nothing_but_the_end() -> None:
    """The answer of one party ends it on a weekend; the request to another's telephone waited for Monday."""
    late = replace(party("b"), answer_by="2026-04-04")
    submit = scheduled(Case(), replace(party("a"), by_sms=True), late, hours=OPEN_HOURS)
    friday_night = datetime.fromisoformat("2026-04-03T23:00:00+09:00")
    told = foreseen("contract-1", submit, friday_night)
    assert [one.kind for one in told if one.recipient == "a"] == [EffectKind.TELL_EXPIRED]


@pytest.mark.shows("NX-01")
def test_if_nobody_answers_the_request_the_reminders_and_the_end_are_foreseen() -> None:
    submit = scheduled(Case(), party("a"), party("b", 2), last_day="2026-04-10", reminders="closing")
    assert shape(foreseen("contract-1", submit, NOON)) == [
        (NOON, EffectKind.INVITE, "a"),
        (in_japan(4, 6, 8, 30), EffectKind.REMIND_OF_DEADLINE, "a"),
        (in_japan(4, 9, 8, 30), EffectKind.REMIND_OF_DEADLINE, "a"),
        (in_japan(4, 11), EffectKind.TELL_EXPIRED, OWNER),
        (in_japan(4, 11, 8, 30), EffectKind.TELL_EXPIRED, "a"),
    ]


def test_the_next_in_turn_is_asked_when_the_one_before_has_agreed() -> None:
    submit = scheduled(Case(), party("a"), party("b", 2), last_day="2026-04-10")
    told = shape(foreseen("contract-1", submit, NOON, Assumptions({"a": 3})))
    assert (NOON + timedelta(days=3), EffectKind.INVITE, "b") in told
    assert (in_japan(4, 11), EffectKind.TELL_EXPIRED, "b") in told


def test_an_approval_without_steps_is_given_at_once_or_after_so_many_days() -> None:
    submit = replace(scheduled(Case(), party("a")), needs_approval=True)
    at_once, later = (foreseen("contract-1", submit, NOON, one) for one in (NOBODY_ANSWERS, THREE_DAYS))
    asked = (NOON, EffectKind.ASK_APPROVAL, APPROVERS)
    assert shape(at_once)[:3] == [
        asked,
        (NOON, EffectKind.TELL_APPROVAL, OWNER),
        (NOON, EffectKind.INVITE, "a"),
    ]
    given = NOON + timedelta(days=3)
    assert shape(later)[:3] == [
        asked,
        (given, EffectKind.TELL_APPROVAL, OWNER),
        (given, EffectKind.INVITE, "a"),
    ]


@pytest.mark.shows("NX-01", "MK-49")
def test_the_steps_their_escalation_and_the_period_that_begins_after_them_are_foreseen() -> None:
    route = [RouteStep("課長", ["k"], "all", 24, ["s"]), RouteStep("部長", ["b"])]
    submit = scheduled(Case(), party("a"), link_days=9, route=route)
    told = foreseen("contract-1", submit, NOON, Assumptions(approve_after={2: 2}))
    raised, approved = NOON + timedelta(hours=24), NOON + timedelta(days=3)
    assert [(one.at, one.recipient, one.step, one.escalated) for one in told[:4]] == [
        (NOON, "k", 1, False),
        (raised, "k", 1, True),
        (raised, "s", 1, True),
        (raised, "b", 2, False),
    ]
    assert (told[0].escalates_at, told[3].escalates_at) == (raised, None)
    assert (approved, EffectKind.INVITE, "a") in shape(told)
    assert (approved + timedelta(days=9), EffectKind.TELL_EXPIRED, "a") in shape(told)


@pytest.mark.shows("NX-10")
def test_a_first_request_by_sms_waits_for_the_hours_and_one_by_mail_does_not() -> None:
    at_night = in_japan(5, 3, 23)
    submit = scheduled(
        Case(), replace(party("a"), by_sms=True), party("b"), hours=OPEN_HOURS, days_off=GOLDEN_WEEK
    )
    told = shape(foreseen("contract-1", submit, at_night))
    assert told[:2] == [
        (in_japan(5, 7, 8, 30), EffectKind.INVITE, "a"),
        (at_night, EffectKind.INVITE, "b"),
    ]
    late = shape(foreseen("contract-1", replace(submit, last_day="2026-05-06"), at_night))
    assert late[0] == (at_night, EffectKind.INVITE, "a")
