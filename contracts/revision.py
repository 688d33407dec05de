"""The two answers to a 差し戻し: the same bytes go on, new bytes open a new round (AD-04)."""

from datetime import datetime

from contracts import refusals
from contracts.acts import OpenRound, Resume
from contracts.approval import require_route
from contracts.confirming import may_send_back_to_party
from contracts.document_ways import are_divided
from contracts.events import Event, RoundOpened, RoundResumed
from contracts.extending import earliest_until, since_of
from contracts.requirements import require_reason
from contracts.stage import Phase
from contracts.state import ContractState


def resume(state: ContractState, act: Resume, now: datetime) -> list[Event]:
    """The signing period starts anew: the time the sender took is not taken from the parties."""
    _require_sent_back(state)
    if state.must_revise:
        raise refusals.MustBeRevised
    reply = require_reason(act.reply)
    if state.due is None:
        due = "" if state.sent_digest else state.approval.begun(state.submitter).due_from(now)
        return [RoundResumed(act.origin, state.round, reply, due)]
    due = earliest_until(state, now).isoformat()
    return [RoundResumed(act.origin, state.round, reply, due, since_of(state, now))]


def open_round(state: ContractState, act: OpenRound, now: datetime) -> list[Event]:
    """Open the next round; `voided` names those whose agreement the new bytes make void.

    In 要確認 the sender may send back to the one counterparty there is, also the same bytes (MK-62). Who
    signs, reads or never gets which document stays as it was sent, so the documents stay too (MK-65).
    """
    if not may_send_back_to_party(state):
        _require_sent_back(state)
    if are_divided([party.plan for party in state.parties]) and not act.same_documents:
        raise refusals.DocumentsMustStay
    voided = [party.id for party in state.signers if party.agreed]
    require_route(act.route)
    due = state.approval.begun(act.origin.actor, act.route).due_from(now)
    return [
        RoundOpened(
            act.origin,
            state.round + 1,
            act.version,
            require_reason(act.reply),
            voided,
            route=act.route,
            due=due,
            needs_approval=act.needs_approval,
        )
    ]


def _require_sent_back(state: ContractState) -> None:
    if state.phase is not Phase.SENT_BACK:
        raise refusals.NotSentBack
