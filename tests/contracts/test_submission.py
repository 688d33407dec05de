"""Sending a draft, and taking it back."""

import pytest

from contracts import refusals
from contracts.acts import PartyPlan
from contracts.effects import EffectKind
from contracts.stage import Phase, Stage
from tests.contracts.cases import Case, party, sent_to


def test_a_draft_without_approval_is_prepared_at_once() -> None:
    case = Case()
    case.does(case.submission(party("a")))
    assert case.state.phase is Phase.PREPARING
    assert case.told(EffectKind.PREPARE_ROUND) == ["system"]


def test_nothing_is_submitted_twice() -> None:
    case = sent_to(party("a"))
    with pytest.raises(refusals.AlreadySubmitted):
        case.does(case.submission(party("a")))


def test_a_contract_that_nobody_signs_is_refused() -> None:
    case = Case()
    with pytest.raises(refusals.NoParties):
        case.does(case.submission(PartyPlan("a", 1, signs=False)))


def test_a_draft_cannot_be_withdrawn() -> None:
    case = Case()
    with pytest.raises(refusals.AlreadyClosed):
        case.does(case.withdrawal())


@pytest.mark.shows("MK-60")
def test_a_withdrawal_tells_those_already_asked_and_nobody_else() -> None:
    case = sent_to(party("a", 1), party("b", 2))
    case.does(case.withdrawal())
    assert case.state.stage is Stage.CANCELLED
    assert case.told(EffectKind.TELL_WITHDRAWN) == ["a"]


@pytest.mark.parametrize("reason", ["", " ", "　\n"])
def test_a_withdrawal_needs_a_reason(reason: str) -> None:
    case = sent_to(party("a"))
    with pytest.raises(refusals.ReasonMissing):
        case.does(case.withdrawal(reason))


def test_a_withdrawal_while_preparing_tells_nobody_and_the_late_preparation_changes_nothing() -> None:
    case = Case()
    case.does(case.submission(party("a")))
    late = case.preparation()
    case.does(case.withdrawal())
    assert case.told(EffectKind.TELL_WITHDRAWN) == []
    assert not case.does(late).events
    assert case.told(EffectKind.INVITE) == []


def test_after_the_last_agreement_nothing_is_withdrawn() -> None:
    case = sent_to(party("a"))
    case.agree("a")
    with pytest.raises(refusals.AlreadySealing):
        case.does(case.withdrawal())


@pytest.mark.shows("T65")
def test_a_signature_that_stands_after_the_withdrawal_invites_nobody() -> None:
    case = sent_to(party("a", 1), party("b", 2))
    case.agree("a")
    case.does(case.withdrawal())
    case.does(case.sealing("a"))
    assert case.state.stage is Stage.CANCELLED
    assert case.told(EffectKind.INVITE) == ["a"]


@pytest.mark.shows("T67")
def test_a_withdrawn_contract_takes_no_agreement() -> None:
    case = sent_to(party("a"))
    case.does(case.acceptance("a"))
    late = case.agreement("a")
    case.does(case.withdrawal())
    with pytest.raises(refusals.AlreadyClosed):
        case.does(late)
