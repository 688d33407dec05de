"""The one anchoring of an installation's audit logs: by its id there is never a second."""

import logging
from datetime import timedelta

from temporalio import workflow
from temporalio.client import Client, RPCError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

with workflow.unsafe.imports_passed_through():
    from workflows.timing import ANCHOR_HEADS, ANCHOR_RETRY, CONTRACT_QUEUE, HEARTBEAT, SIGNING_QUEUE

LOG = logging.getLogger("warifu.anchoring")
ANCHORING = "anchoring"
ONE_LOOK = timedelta(minutes=10)
LOOK_AGAIN = timedelta(minutes=5)
"""What is due is the step's own question; a look that finds nothing costs a few reads."""
LOOKS = 144


@workflow.defn(name="Anchoring")
class Anchoring:
    @workflow.run
    async def run(self) -> None:
        for _ in range(LOOKS):
            await workflow.execute_activity(
                ANCHOR_HEADS,
                task_queue=SIGNING_QUEUE,
                start_to_close_timeout=ONE_LOOK,
                heartbeat_timeout=HEARTBEAT,
                retry_policy=ANCHOR_RETRY,
            )
            await workflow.sleep(LOOK_AGAIN)
        workflow.continue_as_new()


async def start_anchoring(client: Client) -> None:
    """Start it, or leave the one that runs."""
    try:
        await client.start_workflow(
            Anchoring.run,
            id=ANCHORING,
            task_queue=CONTRACT_QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        )
    except RPCError:
        LOG.warning("anchoring was not started; it is tried again later")
