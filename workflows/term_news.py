"""Terms that SQL knows otherwise than the engine: told within half a minute (decision 055)."""

import asyncio
import logging

from temporalio.client import Client, RPCError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from contracts.messages import LifecycleStart
from database.engine import Database
from database.ledger import Ledger
from workflows.term import ContractTerm, term_id
from workflows.timing import CONTRACT_QUEUE, WORKFLOW_TASK

LOG = logging.getLogger("warifu.terms")
SECONDS_BETWEEN = 20.0
AT_ONCE = 100


async def keep_telling_terms(client: Client, database: Database, turn: asyncio.Lock) -> None:
    """Tell for as long as the process lives; an error is told and does not end it."""
    while True:
        try:
            await tell_terms(client, Ledger(database), turn)
        except Exception:
            LOG.exception("changed terms could not be told to the engine; it is tried again")
        await asyncio.sleep(SECONDS_BETWEEN)


async def tell_terms(client: Client, ledger: Ledger, turn: asyncio.Lock | None = None) -> int:
    """Tell each changed term and return how many were; what fails is told at the next look.

    `turn` is that of `reconcile`: what is read here must not be restarted before it is told.
    """
    told, after, each_alone = 0, 0, turn or asyncio.Lock()
    while True:
        async with each_alone:
            found = await asyncio.to_thread(ledger.untold_terms, after, AT_ONCE)
            told += sum([await _tell(client, start) for _, start in found])
        if not found:
            return told
        after, _ = found[-1]


async def _tell(client: Client, start: LifecycleStart) -> bool:
    """One act of the server: a term that is over, or was never kept, begins anew and looks at once."""
    try:
        await client.start_workflow(
            ContractTerm.run,
            start,
            id=term_id(start.contract),
            task_queue=CONTRACT_QUEUE,
            task_timeout=WORKFLOW_TASK,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            start_signal="look_again",
        )
    except RPCError:
        LOG.warning("the changed term of %s is not told yet", start.contract, exc_info=True)
        return False
    return True
