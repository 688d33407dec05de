"""Who is asked by which event, the clock of the signing period, and what holds whatever people do."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import refusals
from contracts.acts import Approve, Origin, RouteStep
from contracts.approval import require_route
from contracts.deadlines import next_due
from contracts.effects import EffectKind
from contracts.refusals import Refused
from contracts.stage import Phase
from tests.approval.table import Told, route

ASKED = (
    ("a&b", "", "ab"),
    ("a&b;c", "+a", ""),
    ("a&b;c", "+a +b", "c"),
    ("a>b", "", "a"),
    ("a>b", "+a", "b"),
    ("a|b;c%d", "+b", "cd"),
    ("a;b;c", "+a +b 1<c", "a"),
    ("a!24:e", "h24", "ae"),
    ("a&b!24:e", "+a h24", "be"),
    ("a&b", "~a", ""),
    ("a", "~a", "."),
    ("a!24:e", "~a", "e"),
    ("a%b%c", "-a", ""),
    ("a;b", "+a ^b =s", "a"),
    ("a;b", "+a ^b #s", "a"),
    ("a;b", "@s", ""),
)


@pytest.mark.shows("MK-48", "MK-46")
@pytest.mark.parametrize(("spelled", "script", "asked"), ASKED)
def test_an_event_asks_exactly_those_whose_turn_comes_with_it(spelled: str, script: str, asked: str) -> None:
    told = Told(spelled)
    for word in script.split():
        told.case.effects.clear()
        told.hears(word)
    recipients = told.case.told(EffectKind.ASK_APPROVAL)
    assert recipients == (["approvers"] if asked == "." else list(asked))


def test_the_owner_is_told_of_the_end_of_the_approval_and_not_of_each_step() -> None:
    told = Told("a;b")
    told.hears("+a")
    assert told.case.told(EffectKind.TELL_APPROVAL) == []
    told.hears("+b")
    assert told.case.told(EffectKind.TELL_APPROVAL) == ["owner"]
    assert told.case.told(EffectKind.PREPARE_ROUND) == ["system"]


@pytest.mark.shows("MK-49")
def test_the_signing_period_begins_when_the_request_reaches_the_signer_however_long_a_route_took() -> None:
    told = Told("a;b!24:e")
    told.hears("+a")
    told.case.days_pass(20)
    assert told.case.state.due is None
    told.hears("h0 +e")
    told.case.days_pass(3)
    told.case.does(told.case.preparation())
    assert told.case.state.due == told.case.now + timedelta(days=30)


def test_a_decision_on_what_was_not_shown_is_refused() -> None:
    told = Told("a;a")
    first = Approve(told.case.key(), Origin("a"), round=1, step=1)
    told.case.does(first)
    assert not told.case.does(first).events
    with pytest.raises(refusals.ApprovalMovedOn):
        told.case.does(Approve(told.case.key(), Origin("a"), round=1, step=1))
    with pytest.raises(refusals.ApprovalMovedOn):
        told.case.does(Approve(told.case.key(), Origin("a"), round=2, step=2))
    told.case.does(Approve(told.case.key(), Origin("a"), round=1, step=2))
    assert told.standing == "prepared"


@pytest.mark.parametrize(
    "step",
    [
        RouteStep("", ["a", "a"]),
        RouteStep("", ["a"], "unknown"),
        RouteStep("", ["a"], "all", 24),
        RouteStep("", ["a"], "all", 0, ["b"]),
        RouteStep("", ["a"], "all", 100_000, ["b"]),
        RouteStep("長" * 61, ["a"]),
    ],
)
def test_a_route_that_no_page_makes_is_refused(step: RouteStep) -> None:
    require_route(route("a;b|c!24:d"))
    with pytest.raises(refusals.RouteUnusable):
        require_route([step])


PEOPLE = "abcs"
WORDS = st.one_of(
    st.builds("{}{}".format, st.sampled_from("+-^~"), st.sampled_from(PEOPLE)),
    st.builds("{}{}/{}".format, st.sampled_from("+-"), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)),
    st.builds("{}<{}".format, st.sampled_from("12"), st.sampled_from(PEOPLE)),
    st.sampled_from(["@s", "=s", "#a", "h12", "h24"]),
)


@pytest.mark.shows("T09")
@settings(max_examples=150, deadline=None)
@given(
    spelled=st.lists(
        st.sampled_from([".", "a", "s", "a&b", "a>b>c", "a%b%c", "a|s", "b!24:c", "a%b!24:s"]),
        min_size=1,
        max_size=3,
    ).map(";".join),
    script=st.lists(WORDS, max_size=25),
)
def test_whatever_people_do_somebody_but_the_submitter_can_decide_and_nobody_else_has(
    spelled: str, script: list[str]
) -> None:
    told = Told(spelled)
    for word in script:
        before = len(told.case.record)
        told.hears(word)
        fresh = [stored.kind for stored in told.case.record[before:]]
        state = told.case.state
        if "approval_given" in fresh:
            assert word[1] != state.submitter
            assert word[-1] != state.submitter
        if state.phase is Phase.AWAITING_APPROVAL:
            assert state.approval.asked
            assert state.submitter not in state.approval.asked
        else:
            assert next_due(state) is None
    assert told.case.rebuilt() == told.case.state
    steps = len(told.case.state.approval.steps)
    prepared = told.case.state.phase is Phase.PREPARING
    assert not prepared or told.case.kinds().count("approval_given") >= steps


def test_a_delegate_is_recorded_beside_the_person_whose_turn_it_was() -> None:
    told = Told("a")
    told.hears("+z/a")
    stored = told.case.record[-1]
    assert '"actor":"z"' in stored.facts
    assert '"on_behalf":"a"' in stored.facts


def test_nobody_is_asked_twice_for_a_refused_act() -> None:
    told = Told("a&b")
    told.case.effects.clear()
    with pytest.raises(Refused):
        told.case.does(told.act("+c"))
    assert told.case.effects == []
