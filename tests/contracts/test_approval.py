"""社内承認 before anything leaves the house."""

import pytest

from contracts import refusals
from contracts.acts import Act, Origin
from contracts.effects import EffectKind
from contracts.stage import Phase, Stage
from tests.contracts.cases import MANAGER, SENDER, Case, party


def awaiting_approval() -> Case:
    case = Case()
    case.does(case.submission(party("a"), needs_approval=True))
    return case


def test_nothing_is_prepared_before_the_approval() -> None:
    case = awaiting_approval()
    assert case.state.stage is Stage.AWAITING_APPROVAL
    assert case.told(EffectKind.ASK_APPROVAL) == ["approvers"]
    assert case.told(EffectKind.PREPARE_ROUND) == []


def test_an_approval_starts_the_preparation_and_tells_the_owner() -> None:
    case = awaiting_approval()
    case.does(case.approval())
    assert case.state.phase is Phase.PREPARING
    assert case.told(EffectKind.PREPARE_ROUND) == ["system"]
    assert case.told(EffectKind.TELL_APPROVAL) == ["owner"]


def test_a_second_approval_is_refused() -> None:
    case = awaiting_approval()
    case.does(case.approval())
    with pytest.raises(refusals.NothingToApprove):
        case.does(case.approval(Origin("director")))


def test_nobody_answers_the_approval_of_their_own_contract() -> None:
    case = awaiting_approval()
    own: list[Act] = [
        case.approval(SENDER),
        case.rejection(origin=SENDER),
        case.return_to_owner(origin=SENDER),
    ]
    for act in own:
        with pytest.raises(refusals.CannotApproveOwnContract):
            case.does(act)


def test_whoever_brings_new_bytes_cannot_approve_them() -> None:
    case = awaiting_approval()
    case.does(case.return_to_owner())
    case.does(case.new_round(MANAGER))
    with pytest.raises(refusals.CannotApproveOwnContract):
        case.does(case.approval(MANAGER))


def test_a_rejection_ends_the_case() -> None:
    case = awaiting_approval()
    case.does(case.rejection())
    assert case.state.stage is Stage.APPROVAL_REJECTED
    assert case.told(EffectKind.TELL_APPROVAL) == ["owner"]
    with pytest.raises(refusals.AlreadyClosed):
        case.does(case.withdrawal())


def test_a_rejection_and_a_return_need_a_reason() -> None:
    case = awaiting_approval()
    for act in (case.rejection(" "), case.return_to_owner("")):
        with pytest.raises(refusals.ReasonMissing):
            case.does(act)


@pytest.mark.shows("AD-05")
def test_a_return_inside_the_house_is_another_event_than_a_send_back() -> None:
    case = awaiting_approval()
    case.does(case.return_to_owner())
    assert case.state.stage is Stage.SENT_BACK
    assert case.state.returned_by == "manager"
    assert case.kinds()[-1] == "returned_to_owner"


@pytest.mark.shows("AD-04")
def test_a_returned_contract_resumed_unchanged_asks_for_approval_again() -> None:
    case = awaiting_approval()
    case.does(case.return_to_owner())
    case.does(case.resuming())
    assert case.state.stage is Stage.AWAITING_APPROVAL
    assert case.state.round == 1
    assert len(case.told(EffectKind.ASK_APPROVAL)) == 2


@pytest.mark.shows("AD-04")
def test_new_bytes_pass_the_approval_again() -> None:
    case = awaiting_approval()
    case.does(case.approval())
    case.does(case.preparation())
    case.does(case.acceptance("a"))
    case.does(case.send_back("a"))
    case.does(case.new_round())
    assert case.state.stage is Stage.AWAITING_APPROVAL
    assert len(case.told(EffectKind.PREPARE_ROUND)) == 1
