"""Saying no after all: 却下 ends the case, 撤回の申し出 asks the sender to take an agreement back."""

from datetime import datetime

from contracts import refusals
from contracts.acts import AnswerRetraction, AskRetraction, Decline
from contracts.events import ContractDeclined, Event, RetractionAnswered, RetractionAsked
from contracts.requirements import require_agreeing, require_reason, require_terms, require_turn
from contracts.stage import Phase
from contracts.state import ContractState, PartyState


def decline(state: ContractState, act: Decline, now: datetime) -> list[Event]:
    """One refusal ends the case for all; those asked before are told (M-07)."""
    require_terms(require_turn(state, act, now))
    told = [party.id for party in state.signers if party.was_asked and party.id != act.party]
    return [ContractDeclined(act.origin, act.party, act.round, require_reason(act.reason), told)]


def ask_retraction(state: ContractState, act: AskRetraction, now: datetime) -> list[Event]:
    """Only before everyone has agreed: what is concluded is ended by another agreement (MK-72, AD-07)."""
    require_agreeing(state, act.round, now)
    party = state.party(act.party)
    if act.origin.actor != act.party:
        raise refusals.NotThatParty
    _require_standing_agreement(state, party)
    if party.retraction_asked:
        return []
    return [RetractionAsked(act.origin, act.party, act.round, require_reason(act.reason))]


def answer_retraction(state: ContractState, act: AnswerRetraction) -> list[Event]:
    """Too late once everyone has agreed: asking alone holds nobody else's agreement up (AD-07)."""
    party = state.party(act.party)
    if state.phase is not Phase.AGREEING or not party.retraction_asked:
        raise refusals.NoRetractionAsked
    if not state.pending:
        raise refusals.AlreadySealing
    reply = require_reason(act.reply)
    return [RetractionAnswered(act.origin, act.party, state.round, act.accepted, reply)]


def _require_standing_agreement(state: ContractState, party: PartyState) -> None:
    if not party.agreed:
        raise refusals.NothingToRetract
    if not state.pending:
        raise refusals.AlreadySealing
