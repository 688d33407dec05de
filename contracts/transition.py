"""One act applied: what must be recorded, and the state after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.acts import Act
from contracts.decide import decide
from contracts.effects import Effect, effects_of
from contracts.event_table import StoredEvent, to_stored
from contracts.evolve import evolve, remembered
from contracts.state import ContractState


@dataclass(frozen=True, slots=True)
class Transition:
    state: ContractState
    events: Sequence[StoredEvent]
    effects: Sequence[Effect]


def key_of(act: Act) -> str:
    """Return what an act is remembered by: nobody can spend another's key, or one verb's on another."""
    return f"{type(act).__name__}:{act.origin.actor}:{act.key}"


def transition(state: ContractState, act: Act, now: datetime) -> Transition:
    """Return what `act` leads to at `now`.

    Raises Refused. A repeated key leads to nothing new: its events are already part of the state.
    """
    key = key_of(act)
    if key in state.recent_keys:
        return Transition(state, (), ())
    stored: list[StoredEvent] = []
    effects: list[Effect] = []
    for event in decide(state, act, now):
        row = to_stored(
            event,
            contract=state.contract,
            sequence=state.sequence + 1,
            at=now.isoformat(),
            key=key,
            previous=state.head,
        )
        state = remembered(evolve(state, event), row)
        stored.append(row)
        effects.extend(effects_of(state, event))
    return Transition(state, stored, effects)
