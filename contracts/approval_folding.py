"""What the events of an approval make of the state; `contracts.evolve` registers each under its kind."""

from dataclasses import replace

from contracts import events
from contracts.approval import ApprovalState
from contracts.stage import Phase
from contracts.state import ContractState


def given(event: events.ApprovalGiven, state: ContractState) -> ContractState:
    person = event.on_behalf or event.origin.actor
    return _with_approval(state, state.approval.approved_for(person), event.due)


def opposed(event: events.ApprovalOpposed, state: ContractState) -> ContractState:
    person = event.on_behalf or event.origin.actor
    return replace(state, approval=state.approval.opposed_for(person))


def passed_over(event: events.ApproverPassedOver, state: ContractState) -> ContractState:
    return _with_approval(state, state.approval.without(event.absent), event.due)


def escalated(_event: events.ApprovalEscalated, state: ContractState) -> ContractState:
    return replace(state, approval=state.approval.raised())


def returned_to_step(event: events.ReturnedToStep, state: ContractState) -> ContractState:
    return replace(state, approval=state.approval.at_step(event.to_step).due_by(event.due))


def pulled_back(event: events.PulledBack, state: ContractState) -> ContractState:
    return replace(state, phase=Phase.SENT_BACK, returned_by=event.origin.actor)


def _with_approval(state: ContractState, approval: ApprovalState, due: str) -> ContractState:
    """The last step done, the document is prepared; until then a step that begins has its own deadline."""
    if approval.is_complete:
        return replace(state, phase=Phase.PREPARING, approval=approval)
    begins = approval.step != state.approval.step
    return replace(state, approval=approval.due_by(due) if begins else approval)
