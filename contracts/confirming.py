"""要確認: everyone has signed, and the sender lets it be concluded or sends it back (MK-62, MK-63)."""

from contracts import refusals
from contracts.acts import ConfirmConclusion
from contracts.events import ConclusionConfirmed, Event
from contracts.stage import Phase
from contracts.state import ContractState


def confirm(state: ContractState, act: ConfirmConclusion) -> list[Event]:
    if state.phase is not Phase.CONFIRMING:
        raise refusals.NothingToConfirm
    return [ConclusionConfirmed(act.origin, state.round)]


def may_send_back_to_party(state: ContractState) -> bool:
    """Only to a single counterparty: of several, one would undo what the others have agreed to."""
    others = [party for party in state.signers if not party.plan.own]
    return state.phase is Phase.CONFIRMING and len(others) == 1
