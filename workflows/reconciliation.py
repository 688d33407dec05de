"""Temporal is rebuilt, never restored: at start every open contract is compared with its record."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from temporalio.client import Client, RPCError, WorkflowQueryFailedError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCStatusCode

from contracts.messages import LifecycleStart, Position
from workflows.door import workflow_id
from workflows.lifecycle import ContractLifecycle
from workflows.timing import CONTRACT_QUEUE, WORKFLOW_TASK

LOG = logging.getLogger("warifu.reconciliation")
GONE_OR_STUCK = frozenset({RPCStatusCode.NOT_FOUND, RPCStatusCode.FAILED_PRECONDITION})
"""A workflow whose tasks fail over and over answers a query with FAILED_PRECONDITION."""


@dataclass(slots=True)
class Reconciled:
    """What was found: contracts that go on, and those restarted from SQL."""

    compared: int = 0
    restarted: list[str] = field(default_factory=list)


async def reconcile(
    client: Client,
    positions: dict[str, Position],
    restart: Callable[[Sequence[str]], list[LifecycleStart]],
) -> Reconciled:
    """Restart from SQL every open contract whose workflow is gone or differs; SQL wins.

    A workflow ahead of its record is left alone: it is still writing what it has decided.
    """
    found = Reconciled(compared=len(positions))
    lost = [
        contract for contract, position in positions.items() if await _is_lost(client, contract, position)
    ]
    if lost:
        for start in restart(lost):
            await _restart(client, start)
            found.restarted.append(start.contract)
    LOG.info("compared %d open contracts, restarted %d", found.compared, len(found.restarted))
    return found


async def _is_lost(client: Client, contract: str, record: Position) -> bool:
    """An engine that does not answer in time says nothing: the contract is looked at again the next time."""
    try:
        return not _agrees(await _position(client, contract), record)
    except RPCError:
        LOG.warning("no answer about %s; it is compared again later", contract)
        return False


def _agrees(engine: Position | None, record: Position) -> bool:
    if engine is None or engine.epoch < record.epoch:
        return False
    if engine.sequence == record.sequence:
        return engine.head == record.head
    return engine.sequence > record.sequence


async def _position(client: Client, contract: str) -> Position | None:
    handle = client.get_workflow_handle(workflow_id(contract))
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


async def _restart(client: Client, start: LifecycleStart) -> None:
    await client.start_workflow(
        ContractLifecycle.run,
        start,
        id=workflow_id(start.contract),
        task_queue=CONTRACT_QUEUE,
        task_timeout=WORKFLOW_TASK,
        id_conflict_policy=WorkflowIDConflictPolicy.TERMINATE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
    )
