"""Sending: a draft becomes a case, inside first when its type asks for approval (IM-67, MK-46)."""

from contracts import refusals
from contracts.acts import Approve, RejectApproval, ReturnToOwner, Submit, Withdraw
from contracts.events import (
    ApprovalGiven,
    ApprovalRejected,
    ContractSubmitted,
    ContractWithdrawn,
    Event,
    ReturnedToOwner,
)
from contracts.requirements import require_approval_pending, require_open, require_reason
from contracts.stage import Phase
from contracts.state import ContractState

LONGEST_LINK_DAYS = 365
"""Days a request may stay open (CF-01)."""

MOST_PARTIES = 30
"""当事者 of one contract (MK-98)."""


def submit(state: ContractState, act: Submit) -> list[Event]:
    if state.phase is not Phase.NEW:
        raise refusals.AlreadySubmitted
    if not any(plan.signs and not plan.names_only for plan in act.parties):
        raise refusals.NoParties
    if len(act.parties) > MOST_PARTIES:
        raise refusals.TooManyParties(most=MOST_PARTIES)
    if len({plan.id for plan in act.parties}) < len(act.parties):
        raise refusals.SamePartyTwice
    if not 1 <= act.link_days <= LONGEST_LINK_DAYS:
        raise refusals.LinkDaysOutOfRange(longest=LONGEST_LINK_DAYS)
    return [
        ContractSubmitted(
            act.origin, act.version, act.parties, act.needs_approval, act.link_days, edition=act.edition
        )
    ]


def approve(state: ContractState, act: Approve) -> list[Event]:
    require_approval_pending(state, act.origin)
    return [ApprovalGiven(act.origin, state.round)]


def reject_approval(state: ContractState, act: RejectApproval) -> list[Event]:
    require_approval_pending(state, act.origin)
    return [ApprovalRejected(act.origin, state.round, require_reason(act.reason))]


def return_to_owner(state: ContractState, act: ReturnToOwner) -> list[Event]:
    require_approval_pending(state, act.origin)
    return [ReturnedToOwner(act.origin, state.round, require_reason(act.reason))]


def withdraw(state: ContractState, act: Withdraw) -> list[Event]:
    """取り下げ stays possible until everyone has agreed (MK-60); those already asked are told."""
    require_open(state)
    if not state.pending:
        raise refusals.AlreadySealing
    told = [party.id for party in state.signers if party.was_asked]
    return [ContractWithdrawn(act.origin, state.round, require_reason(act.reason), told)]
