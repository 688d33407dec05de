"""The one reader of 契約情報 of an installation: by its id there is never a second (MK-30)."""

import logging
from datetime import timedelta

from temporalio import workflow
from temporalio.client import Client, RPCError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

with workflow.unsafe.imports_passed_through():
    from workflows.timing import CONTRACT_QUEUE, EFFECT_RETRY, HEARTBEAT, READ_METADATA

LOG = logging.getLogger("warifu.reading")
METADATA_READER = "metadata-reader"
ONE_LOOK = timedelta(hours=2)
"""A back-file of scans takes its time; a killed worker is noticed by its heartbeat."""


@workflow.defn(name="MetadataReader")
class MetadataReader:
    @workflow.run
    async def run(self) -> None:
        await workflow.execute_activity(
            READ_METADATA,
            start_to_close_timeout=ONE_LOOK,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
        )
        workflow.continue_as_new()


async def start_metadata_reader(client: Client) -> None:
    """Start it, or leave the one that runs; without it nothing is proposed, and what waits stays waiting."""
    try:
        await client.start_workflow(
            MetadataReader.run,
            id=METADATA_READER,
            task_queue=CONTRACT_QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        )
    except RPCError:
        LOG.warning("the reader of contract details was not started; it is tried again later")
