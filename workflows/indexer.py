"""The one indexer of an installation: by its id there is never a second."""

import logging
from datetime import timedelta

from temporalio import workflow
from temporalio.client import Client, RPCError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

with workflow.unsafe.imports_passed_through():
    from workflows.timing import CONTRACT_QUEUE, EFFECT_RETRY, HEARTBEAT, INDEX

LOG = logging.getLogger("warifu.search")
INDEXER = "indexer"
ONE_LOOK = timedelta(hours=2)
"""Building the index of a large archive anew takes its time; a killed worker is noticed by its heartbeat."""


@workflow.defn(name="Indexer")
class Indexer:
    @workflow.run
    async def run(self) -> None:
        await workflow.execute_activity(
            INDEX,
            start_to_close_timeout=ONE_LOOK,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
        )
        workflow.continue_as_new()


async def start_indexer(client: Client) -> None:
    """Start it, or leave the one that runs; without it searches are slower, not wrong."""
    try:
        await client.start_workflow(
            Indexer.run,
            id=INDEXER,
            task_queue=CONTRACT_QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        )
    except RPCError:
        LOG.warning("the indexer was not started; it is tried again later")
