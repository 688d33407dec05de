"""却下 ends the case, 撤回の申し出 asks the sender (CL-43, AD-07)."""

from dataclasses import replace

import pytest

from contracts import refusals
from contracts.acts import Origin
from contracts.effects import EffectKind
from contracts.stage import Progress, Stage
from tests.contracts.cases import Case, party, sent_to


def one_of_two_agreed() -> Case:
    case = sent_to(party("a"), party("b"), party("c", 2))
    case.agree("a")
    return case


@pytest.mark.shows("CL-43", "GM-39")
def test_a_refusal_ends_the_case_and_tells_the_owner_and_those_who_were_asked() -> None:
    case = one_of_two_agreed()
    case.does(case.acceptance("b"))
    case.does(case.decline("b", " 方針が変わった "))
    assert case.state.stage is Stage.DECLINED
    assert case.state.party("b").progress is Progress.DECLINED
    assert case.told(EffectKind.TELL_DECLINED) == ["owner", "a"]
    with pytest.raises(refusals.AlreadyClosed):
        case.does(case.acceptance("b"))


def test_an_agreement_given_before_still_gets_its_signature() -> None:
    case = one_of_two_agreed()
    case.does(case.acceptance("b"))
    case.does(case.decline("b"), case.sealing("a"))
    assert case.state.unsealed == frozenset()
    assert case.told(EffectKind.CONCLUDE) == []


@pytest.mark.parametrize("reason", ["", " \n", "　"])
def test_nothing_is_refused_without_a_reason_or_before_the_terms(reason: str) -> None:
    case = sent_to(party("a"))
    with pytest.raises(refusals.TermsNotAccepted):
        case.does(case.decline("a"))
    case.does(case.acceptance("a"))
    with pytest.raises(refusals.ReasonMissing):
        case.does(case.decline("a", reason))


def test_nobody_refuses_for_another_or_after_agreeing() -> None:
    case = one_of_two_agreed()
    with pytest.raises(refusals.NotThatParty):
        case.does(replace(case.decline("b"), origin=Origin("sender")))
    with pytest.raises(refusals.AlreadyAgreed):
        case.does(case.decline("a"))


@pytest.mark.shows("AD-07")
def test_an_accepted_retraction_gives_the_case_back_and_only_new_bytes_go_on() -> None:
    case = one_of_two_agreed()
    case.does(case.sealing("a"), case.retraction("a"))
    assert case.told(EffectKind.TELL_RETRACTION_ASKED) == ["owner"]
    case.does(case.retraction_answer("a"))
    assert (case.state.stage, case.state.returned_by) == (Stage.SENT_BACK, "a")
    assert case.told(EffectKind.TELL_RETRACTION_ANSWERED) == ["a"]
    with pytest.raises(refusals.MustBeRevised):
        case.does(case.resuming())
    case.does(case.new_round())
    case.does(case.preparation())
    assert case.told(EffectKind.TELL_VOIDED) == []
    assert case.state.party("a").progress is Progress.ASKED


@pytest.mark.shows("AD-07")
def test_a_refused_retraction_leaves_the_agreement_and_the_request_as_they_were() -> None:
    case = one_of_two_agreed()
    case.does(case.retraction("a"), case.retraction_answer("a", accepted=False))
    assert case.state.stage is Stage.AWAITING_OTHER
    assert case.state.party("a").agreed
    assert not case.state.party("a").retraction_asked
    assert case.does(case.retraction("a")).events


def test_a_retraction_of_an_unsigned_agreement_is_still_signed_and_never_concluded() -> None:
    case = one_of_two_agreed()
    case.does(case.retraction("a"), case.retraction_answer("a"), case.sealing("a"))
    assert not case.state.party("a").signed
    assert case.state.stage is Stage.SENT_BACK


def test_only_an_own_agreement_that_stands_is_taken_back() -> None:
    case = one_of_two_agreed()
    with pytest.raises(refusals.NothingToRetract):
        case.does(case.retraction("b"))
    with pytest.raises(refusals.NotThatParty):
        case.does(replace(case.retraction("a"), origin=Origin("b")))
    with pytest.raises(refusals.ReasonMissing):
        case.does(case.retraction("a", "  "))
    with pytest.raises(refusals.NoRetractionAsked):
        case.does(case.retraction_answer("a"))


def test_asked_twice_a_retraction_is_one() -> None:
    case = one_of_two_agreed()
    case.does(case.retraction("a"))
    assert case.does(case.retraction("a")).events == []


def test_once_all_have_agreed_nothing_is_asked_or_answered() -> None:
    case = sent_to(party("a"), party("b"))
    case.agree("a")
    case.does(case.retraction("a"))
    case.agree("b")
    for act in (case.retraction_answer("a"), case.retraction("b")):
        with pytest.raises(refusals.AlreadySealing):
            case.does(act)
