"""All deadlines are data in the state; one wake-up timer serves them (design.md section 5)."""

from dataclasses import dataclass
from datetime import datetime

from contracts.acts import Act, Expire, FollowTerm, Origin
from contracts.state import ContractState

ENGINE = Origin(actor="engine")


@dataclass(frozen=True, slots=True)
class Deadline:
    at: datetime
    act: Act


def next_due(state: ContractState) -> Deadline | None:
    """Return the earliest deadline that can still matter, or None."""
    if state.term is not None:
        at = state.term.next_change
        return Deadline(at, FollowTerm(f"term:{at.isoformat()}", ENGINE)) if at else None
    if state.due is None or not state.is_waiting_for_answers:
        return None
    key = f"expire:{state.round}:{state.due.isoformat()}"
    return Deadline(state.due, Expire(key, ENGINE, state.round))
