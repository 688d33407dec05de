"""What a history tells: the state its contract rests in, and what happened on the way."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from temporalio.api.common.v1 import Payloads
from temporalio.client import WorkflowHistory

from contracts.event_table import StoredEvent
from contracts.evolve import folded
from contracts.messages import EffectRequest, LifecycleStart, RecordRequest
from contracts.state import ContractState
from tests.replay.shelf import converter
from workflows.timing import ACTIVITY_OF, DELIVER

KEEPS_A_CONTRACT = frozenset({"ContractLifecycle", "ContractTerm"})
OF_EFFECTS = frozenset({DELIVER, *ACTIVITY_OF.values()})


@dataclass(frozen=True, slots=True)
class Contents:
    """`state` is that of the contract at the end, or None where no contract is kept."""

    workflow: str
    state: ContractState | None
    kinds: frozenset[str]
    effects: frozenset[str]
    verbs: frozenset[str]


async def contents_of(history: WorkflowHistory) -> Contents:
    started = history.events[0].workflow_execution_started_event_attributes
    workflow = started.workflow_type.name
    decided = [stored async for stored in _decided(history)]
    state = None
    if workflow in KEEPS_A_CONTRACT:
        start: LifecycleStart = await _only(started.input, LifecycleStart)
        state = folded(start.contract, [*start.record, *decided])
    return Contents(
        workflow,
        state,
        frozenset(stored.kind for stored in decided),
        frozenset([kind async for kind in _effects(history)]),
        frozenset(_verbs(history)),
    )


async def _decided(history: WorkflowHistory) -> AsyncIterator[StoredEvent]:
    async for request in _asked_for(history, frozenset({"record"}), RecordRequest):
        for stored in request.events:
            yield stored


async def _effects(history: WorkflowHistory) -> AsyncIterator[str]:
    async for request in _asked_for(history, OF_EFFECTS, EffectRequest):
        yield request.effect.kind


async def _asked_for(
    history: WorkflowHistory, activities: frozenset[str], kind: type[Any]
) -> AsyncIterator[Any]:
    for event in history.events:
        asked = event.activity_task_scheduled_event_attributes
        if asked.activity_type.name in activities:
            yield await _only(asked.input, kind)


def _verbs(history: WorkflowHistory) -> list[str]:
    accepted = [event.workflow_execution_update_accepted_event_attributes for event in history.events]
    return [update.accepted_request.input.name for update in accepted if update.accepted_request.input.name]


async def _only(payloads: Payloads, kind: type[Any]) -> Any:  # noqa: ANN401 -- of the kind that is asked for
    (value,) = await converter().decode(payloads.payloads, [kind])
    return value
