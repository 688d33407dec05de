"""Sending: a draft becomes a case, inside first when its type asks for approval (IM-67, MK-46)."""

from datetime import datetime

from contracts import refusals
from contracts.acts import Submit, Withdraw
from contracts.approval import ApprovalState, require_route
from contracts.document_ways import require_ways
from contracts.events import ContractSubmitted, ContractWithdrawn, Event
from contracts.requirements import require_open, require_reason
from contracts.schedule import require_schedule
from contracts.stage import Phase
from contracts.state import ContractState

LONGEST_LINK_DAYS = 365
"""Days a request may stay open (CF-01)."""

MOST_PARTIES = 30
"""当事者 of one contract (MK-98)."""


def submit(state: ContractState, act: Submit, now: datetime) -> list[Event]:
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
    require_ways(act.parties, act.documents)
    require_schedule(act, now)
    require_route(act.route)
    return [
        ContractSubmitted(
            act.origin,
            act.version,
            act.parties,
            act.needs_approval or bool(act.route),
            act.link_days,
            edition=act.edition,
            confirms=act.confirms,
            last_day=act.last_day,
            reminders=act.reminders,
            remind_at=act.remind_at,
            hours=act.hours,
            days_off=act.days_off,
            route=act.route,
            due=ApprovalState().begun(act.origin.actor, act.route).due_from(now),
        )
    ]


def withdraw(state: ContractState, act: Withdraw) -> list[Event]:
    """取り下げ stays possible until everyone has agreed, and in 要確認; those asked are told (MK-60)."""
    require_open(state)
    if not state.pending and state.phase is not Phase.CONFIRMING:
        raise refusals.AlreadySealing
    told = [party.id for party in state.signers if party.was_asked]
    approves = act.tells and state.phase is Phase.AWAITING_APPROVAL
    approvers = list(state.approval.asked) if approves else []
    return [ContractWithdrawn(act.origin, state.round, require_reason(act.reason), told, approvers)]
