"""All deadlines are data in the state; one wake-up timer serves them (design.md section 5)."""

from dataclasses import dataclass
from datetime import datetime

from contracts.acts import Act, Escalate, Expire, FollowTerm, Origin, RemindParty
from contracts.reminding import next_reminder
from contracts.stage import Phase
from contracts.state import ContractState
from contracts.transition import key_of

ENGINE = Origin(actor="engine")


@dataclass(frozen=True, slots=True)
class Deadline:
    at: datetime
    act: Act


def next_due(state: ContractState, now: datetime | None = None) -> Deadline | None:
    """Return the earliest deadline that can still matter, or None.

    `now` moves a reminder that nobody could send in time to when it may be sent (NX-10).
    """
    if state.term is not None:
        at = state.term.next_change
        return Deadline(at, _following(state, at)) if at else None
    found = [one for one in (_expiry(state), _reminder(state, now), _escalation(state)) if one]
    return min(found, key=lambda one: one.at, default=None)


def _following(state: ContractState, at: datetime) -> FollowTerm:
    """Return an act of its own also for an instant that comes twice.

    Two things of one morning, an end moved and moved back: taken for the first, the second would change
    nothing and be due for ever.
    """
    first = FollowTerm(f"term:{at.isoformat()}", ENGINE)
    if key_of(first) not in state.recent_keys:
        return first
    return FollowTerm(f"{first.key}:{state.sequence}", ENGINE)


def _expiry(state: ContractState) -> Deadline | None:
    if state.due is None or not state.is_waiting_for_answers:
        return None
    key = f"expire:{state.round}:{state.due.isoformat()}"
    return Deadline(state.due, Expire(key, ENGINE, state.round))


def _reminder(state: ContractState, now: datetime | None) -> Deadline | None:
    coming = next_reminder(state, now)
    if coming is None:
        return None
    key = f"remind:{state.round}:{coming.party}:{coming.planned.isoformat()}"
    return Deadline(coming.at, RemindParty(key, ENGINE, coming.party, state.round))


def _escalation(state: ContractState) -> Deadline | None:
    """An approval step waits only so long for its approvers; the signing period has not begun (MK-49)."""
    at, step = state.approval.due, state.approval.step
    if at is None or state.phase is not Phase.AWAITING_APPROVAL:
        return None
    key = f"escalate:{state.round}:{step}:{at.isoformat()}"
    return Deadline(at, Escalate(key, ENGINE, state.round, step))
