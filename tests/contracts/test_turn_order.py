"""署名順: who is asked when."""

import pytest

from contracts import refusals
from contracts.acts import PartyPlan
from contracts.effects import EffectKind
from contracts.stage import Progress, Stage
from tests.contracts.cases import party, sent_to


@pytest.mark.shows("IM-50")
def test_equal_orders_are_asked_together() -> None:
    case = sent_to(party("a", 1), party("b", 1), party("c", 2))
    assert case.told(EffectKind.INVITE) == ["a", "b"]


@pytest.mark.shows("IM-49", "IM-50")
def test_the_next_order_is_asked_only_when_all_before_it_have_signed() -> None:
    case = sent_to(party("a", 1), party("b", 1), party("c", 2))
    case.sign("a")
    case.agree("b")
    assert case.asked() == {"a", "b"}
    case.does(case.sealing("b"))
    assert case.asked() == {"a", "b", "c"}


@pytest.mark.shows("IM-49")
def test_an_agreement_that_waits_for_its_signature_still_holds_up_the_next_order() -> None:
    case = sent_to(party("a", 1), party("b", 1), party("c", 2))
    case.agree("a", "b")
    case.does(case.sealing("a"))
    assert case.asked() == {"a", "b"}


@pytest.mark.shows("IM-49", "T68")
def test_a_party_of_a_later_order_can_do_nothing_yet() -> None:
    case = sent_to(party("a", 1), party("b", 2))
    for act in (case.acceptance("b"), case.agreement("b"), case.send_back("b"), case.document("b", "x")):
        with pytest.raises(refusals.NotYourTurn):
            case.does(act)


def test_orders_may_have_gaps() -> None:
    case = sent_to(party("a", 3), party("b", 7))
    assert case.asked() == {"a"}
    case.sign("a")
    assert case.asked() == {"a", "b"}


@pytest.mark.shows("IM-47")
def test_a_party_that_only_shares_is_told_once_at_the_end() -> None:
    case = sent_to(party("a"), PartyPlan("reader", 0, signs=False))
    assert case.state.party("reader").progress is Progress.SHARED_LATER
    with pytest.raises(refusals.NotYourTurn):
        case.does(case.acceptance("reader"))
    case.sign("a")
    case.does(case.conclusion())
    assert "reader" not in [effect.recipient for effect in case.effects]
    case.does(case.certificates())
    assert [e.kind for e in case.effects if e.recipient == "reader"] == [EffectKind.TELL_CONCLUDED]


def test_the_stage_says_whose_turn_it_is() -> None:
    case = sent_to(party("a", 1), PartyPlan("us", 2, own=True, imprint=False))
    seen = [case.state.stage]
    case.sign("a")
    seen.append(case.state.stage)
    case.agree("us")
    seen.append(case.state.stage)
    assert seen == [Stage.AWAITING_OTHER, Stage.AWAITING_OWN, Stage.SEALING]


def test_own_and_outside_parties_of_one_order_show_as_our_turn() -> None:
    case = sent_to(party("a"), PartyPlan("us", 1, own=True))
    assert case.state.stage is Stage.AWAITING_OWN


def test_a_party_that_nobody_named_is_unknown() -> None:
    case = sent_to(party("a"))
    with pytest.raises(refusals.UnknownParty):
        case.does(case.acceptance("stranger"))
