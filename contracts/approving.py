"""社内承認: what approvers, their delegates, the submitter and a deadline do to a route (MK-46, MK-48)."""

from collections.abc import Sequence
from datetime import datetime

from contracts import refusals
from contracts.acts import Approve, Escalate, PassOver, PullBack, RejectApproval, ReturnToOwner, ReturnToStep
from contracts.approval import ANYONE
from contracts.events import (
    ApprovalEscalated,
    ApprovalGiven,
    ApprovalOpposed,
    ApprovalRejected,
    ApproverPassedOver,
    Event,
    PulledBack,
    ReturnedToOwner,
    ReturnedToStep,
)
from contracts.requirements import require_reason, require_short
from contracts.stage import Phase
from contracts.state import ContractState

Decision = Approve | RejectApproval | ReturnToOwner | ReturnToStep


def approve(state: ContractState, act: Approve, now: datetime) -> list[Event]:
    """One approval; it ends the step when the rule of the step is satisfied."""
    person = require_asked(state, act)
    after = state.approval.approved_for(person)
    begins = after.step != state.approval.step
    return [
        ApprovalGiven(
            act.origin,
            state.round,
            step=state.approval.number,
            on_behalf=_principal(act),
            comment=require_short(act.comment),
            due=after.due_from(now) if begins else "",
        )
    ]


def reject_approval(state: ContractState, act: RejectApproval) -> list[Event]:
    """却下 ends the case; where a majority decides it is a vote against, as long as there may be one."""
    person, reason = require_asked(state, act), require_reason(act.reason)
    step, behalf = state.approval.number, _principal(act)
    if state.approval.is_vote_against(person):
        return [ApprovalOpposed(act.origin, state.round, step, reason, behalf)]
    return [ApprovalRejected(act.origin, state.round, reason, step=step, on_behalf=behalf)]


def return_to_owner(state: ContractState, act: ReturnToOwner) -> list[Event]:
    require_asked(state, act)
    reason, step = require_reason(act.reason), state.approval.number
    return [ReturnedToOwner(act.origin, state.round, reason, step=step, on_behalf=_principal(act))]


def return_to_step(state: ContractState, act: ReturnToStep, now: datetime) -> list[Event]:
    """差し戻し先の段階: an earlier step decides again, and every step after it."""
    require_asked(state, act)
    step = state.approval.number
    if not 1 <= act.to_step < step:
        raise refusals.NoSuchStep
    due = state.approval.at_step(act.to_step).due_from(now)
    reason = require_reason(act.reason)
    return [ReturnedToStep(act.origin, state.round, step, act.to_step, reason, _principal(act), due)]


def pull_back(state: ContractState, act: PullBack) -> list[Event]:
    """取り戻し: the submitter takes back what nobody outside has seen (AD-05)."""
    if state.phase is not Phase.AWAITING_APPROVAL:
        raise refusals.NothingToPullBack
    if act.origin.actor != state.submitter:
        raise refusals.NotYoursToPullBack
    told = list(state.approval.asked) if act.tells else []
    return [PulledBack(act.origin, state.round, require_short(act.reason), told)]


def escalate(state: ContractState, act: Escalate, now: datetime) -> list[Event]:
    """A late timer changes nothing."""
    approval = state.approval
    is_that = (act.round, act.step) == (state.round, approval.step)
    if (
        state.phase is not Phase.AWAITING_APPROVAL
        or not is_that
        or approval.due is None
        or now < approval.due
    ):
        return []
    return [ApprovalEscalated(state.round, approval.step, list(approval.seniors))]


def pass_over(state: ContractState, act: PassOver, now: datetime) -> list[Event]:
    """Pass over those of the route who can approve no more; that they cannot is asked of the accounts."""
    approval = state.approval
    if state.phase is not Phase.AWAITING_APPROVAL or act.round != state.round:
        return []
    named = {one for step in approval.route for one in (*step.approvers, *step.escalation)}
    gone = [one for one in dict.fromkeys(act.absent) if one in named - approval.absent]
    if not gone:
        return []
    after = approval.without(gone)
    due = after.due_from(now) if after.step != approval.step else ""
    return [ApproverPassedOver(act.origin, state.round, approval.step, gone, due)]


def require_asked(state: ContractState, act: Decision) -> str:
    """Return for whom the act decides.

    Refuses whoever is not asked now, and whoever submitted it, also as a delegate (four eyes, T09).
    """
    if state.phase is not Phase.AWAITING_APPROVAL:
        raise refusals.NothingToApprove
    person = act.on_behalf or act.origin.actor
    if state.submitter in {act.origin.actor, person}:
        raise refusals.CannotApproveOwnContract
    if act.round not in {0, state.round} or act.step not in {0, state.approval.number}:
        raise refusals.ApprovalMovedOn
    asked = state.approval.asked
    if person not in asked and (ANYONE not in asked or person != act.origin.actor):
        raise refusals.NotYourApproval
    return person


def _principal(act: Decision) -> str:
    """Return on whose behalf a delegate decides, or nothing."""
    return "" if act.on_behalf == act.origin.actor else act.on_behalf


def may_decide_for(state: ContractState, actor: str, principals: Sequence[str]) -> list[str]:
    """Return for whom of these, the actor's own id among them, the actor may decide now."""
    if state.phase is not Phase.AWAITING_APPROVAL or actor == state.submitter:
        return []
    asked = state.approval.asked
    if ANYONE in asked:
        return [actor]
    return [one for one in principals if one in asked]
