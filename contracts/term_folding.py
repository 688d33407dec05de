"""What the events of a term make of the state; `contracts.evolve` registers each under its kind."""

from dataclasses import replace

from contracts import events
from contracts.life import Life
from contracts.state import ContractState
from contracts.term import changed_term, opened_term, rolled_term


def opened(event: events.TermOpened, state: ContractState) -> ContractState:
    return replace(state, term=opened_term(event))


def began(_event: events.TermBegan, state: ContractState) -> ContractState:
    return state.with_term(life=Life.IN_FORCE)


def alerted(event: events.ExpiryApproached, state: ContractState) -> ContractState:
    """Every alert of that day or of an earlier one is given with this one."""
    given = state.term.alert_days if state.term else ()
    return state.with_term(alert_days=tuple(days for days in given if days < event.days_left))


def ended(event: events.TermEnded, state: ContractState) -> ContractState:
    return state.with_term(life=Life.TERMINATED if event.terminated else Life.ENDED)


def unsettled(_event: events.TermUnsettled, state: ContractState) -> ContractState:
    return state.with_term(life=Life.UNSETTLED)


def changed(event: events.TermChanged, state: ContractState) -> ContractState:
    return replace(state, term=changed_term(state.term, event))


def rolled_forward(event: events.TermRolledForward, state: ContractState) -> ContractState:
    return replace(state, term=rolled_term(state.term, event)) if state.term else state


def renewal_asked(_event: events.RenewalAsked, state: ContractState) -> ContractState:
    return state.with_renewal(asked=True)


def renewal_escalated(_event: events.RenewalEscalated, state: ContractState) -> ContractState:
    return state.with_renewal(escalated=True)
