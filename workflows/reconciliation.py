"""Temporal is rebuilt, never restored: at start every open contract is compared with its record."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from temporalio.client import Client, RPCError, WorkflowHandle, WorkflowQueryFailedError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCStatusCode

from contracts.evolve import folded
from contracts.messages import LifecycleStart, Position
from contracts.term import is_kept_by_term
from workflows.door import workflow_id
from workflows.lifecycle import ContractLifecycle
from workflows.term import ContractTerm, term_id
from workflows.timing import CONTRACT_QUEUE, WORKFLOW_TASK

Answer = TypeVar("Answer")
LOG = logging.getLogger("warifu.reconciliation")
GONE_OR_STUCK = frozenset({RPCStatusCode.NOT_FOUND, RPCStatusCode.FAILED_PRECONDITION})
"""A workflow whose tasks fail over and over answers a query with FAILED_PRECONDITION."""
AT_ONCE = 100
"""Contracts compared, and read back in one transaction: a rebuilt archive holds up nobody meanwhile."""
SIDE_BY_SIDE = 10
"""Calls that the engine gets at once: it serves people meanwhile."""


@dataclass(slots=True)
class Reconciled:
    """What was found: contracts restarted from SQL, and those of which the engine did not speak in time."""

    compared: int = 0
    restarted: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)


async def reconcile(
    client: Client,
    positions: dict[str, Position],
    restart: Callable[[Mapping[str, Position]], list[LifecycleStart]],
    turn: asyncio.Lock | None = None,
) -> Reconciled:
    """Restart from SQL every contract that no workflow keeps as the record says; SQL wins.

    A workflow ahead of its record is left alone: it is still writing what it has decided. Whoever else starts
    workflows from the record in this process holds the same `turn`, so that none is started twice; whoever
    does in another, or did since `positions` were read, has moved the record, and `restart` leaves it alone.
    """
    found, each_alone = Reconciled(compared=len(positions)), turn or asyncio.Lock()
    rest = iter(positions.items())
    while some := dict(islice(rest, AT_ONCE)):
        async with each_alone:
            lost = await _lost(client, some, found)
            starts = await asyncio.to_thread(restart, lost) if lost else []
            await _side_by_side(_restart_or_leave(client, start, found) for start in starts)
    LOG.info("compared %d open contracts, restarted %d", found.compared, len(found.restarted))
    return found


async def _lost(client: Client, positions: dict[str, Position], found: Reconciled) -> dict[str, Position]:
    asked = (_is_lost_or_unanswered(client, *one, found) for one in positions.items())
    answers = await _side_by_side(asked)
    return {one: seen for (one, seen), is_lost in zip(positions.items(), answers, strict=True) if is_lost}


async def _side_by_side(calls: Iterable[Coroutine[Any, Any, Answer]]) -> list[Answer]:
    """Make the calls to the engine, a few at a time, and return what each brought, in their order.

    One that raises ends the others: none goes on once the turn is over.
    """
    places = asyncio.Semaphore(SIDE_BY_SIDE)

    async def in_its_place(call: Coroutine[Any, Any, Answer]) -> Answer:
        async with places:
            return await call

    async with asyncio.TaskGroup() as group:
        made = [group.create_task(in_its_place(call)) for call in calls]
    return [each.result() for each in made]


async def _is_lost_or_unanswered(client: Client, contract: str, record: Position, found: Reconciled) -> bool:
    """An engine that does not answer in time says nothing: the contract is looked at again the next time."""
    try:
        return await _is_lost(client, contract, record)
    except RPCError:
        LOG.warning("no answer about %s; it is compared again soon", contract)
        found.unanswered.append(contract)
        return False


async def _is_lost(client: Client, contract: str, record: Position) -> bool:
    for identity in (workflow_id(contract), term_id(contract)):
        if _agrees(await _position(client.get_workflow_handle(identity)), record):
            return False
    return True


def _agrees(engine: Position | None, record: Position) -> bool:
    if engine is None or engine.epoch < record.epoch:
        return False
    if engine.sequence == record.sequence:
        return engine.head == record.head
    return engine.sequence > record.sequence


async def _position(handle: WorkflowHandle[Any, Any]) -> Position | None:
    try:
        description = await handle.describe()
        if description.status is None or description.status.name != "RUNNING":
            return None
        answer: Position = await handle.query("position", result_type=Position)
    except WorkflowQueryFailedError:
        return None
    except RPCError as error:
        if error.status in GONE_OR_STUCK:
            return None
        raise
    return answer


async def _restart_or_leave(client: Client, start: LifecycleStart, found: Reconciled) -> None:
    """One contract that the engine does not take must not keep the others waiting."""
    try:
        await _restart(client, start)
    except RPCError:
        LOG.exception("%s could not be restarted; it is tried again soon", start.contract)
        found.unanswered.append(start.contract)
    else:
        found.restarted.append(start.contract)


async def _restart(client: Client, start: LifecycleStart) -> None:
    """Start the one workflow that keeps this contract now, and end the other if it is still there."""
    lifecycle, term = workflow_id(start.contract), term_id(start.contract)
    state = folded(start.contract, start.record)
    is_term = is_kept_by_term(state, owes=bool(start.pending))
    await _end(client.get_workflow_handle(lifecycle if is_term else term))
    await client.start_workflow(
        ContractTerm.run if is_term else ContractLifecycle.run,
        start,
        id=term if is_term else lifecycle,
        task_queue=CONTRACT_QUEUE,
        task_timeout=WORKFLOW_TASK,
        id_conflict_policy=WorkflowIDConflictPolicy.TERMINATE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
    )


async def _end(handle: WorkflowHandle[Any, Any]) -> None:
    try:
        await handle.terminate("the record has gone on without it")
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
