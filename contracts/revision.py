"""The two answers to a 差し戻し: the same bytes go on, new bytes open a new round (AD-04)."""

from datetime import datetime, timedelta

from contracts import refusals
from contracts.acts import OpenRound, Resume
from contracts.events import Event, RoundOpened, RoundResumed
from contracts.requirements import require_reason
from contracts.stage import Phase
from contracts.state import ContractState


def resume(state: ContractState, act: Resume, now: datetime) -> list[Event]:
    """The signing period starts anew: the time the sender took is not taken from the parties."""
    _require_sent_back(state)
    if state.must_revise:
        raise refusals.MustBeRevised
    due = (now + timedelta(days=state.link_days)).isoformat() if state.due else ""
    return [RoundResumed(act.origin, state.round, require_reason(act.reply), due)]


def open_round(state: ContractState, act: OpenRound) -> list[Event]:
    """Open the next round; `voided` names those whose agreement the new bytes make void."""
    _require_sent_back(state)
    voided = [party.id for party in state.signers if party.agreed]
    return [RoundOpened(act.origin, state.round + 1, act.version, require_reason(act.reply), voided)]


def _require_sent_back(state: ContractState) -> None:
    if state.phase is not Phase.SENT_BACK:
        raise refusals.NotSentBack
