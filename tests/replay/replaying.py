"""Replaying a history with the workflows of today, or with changed ones in their place."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from adapters.payloads import HEADER_CODEC
from tests.replay.asking import Listening, require_same
from tests.replay.shelf import converter
from workflows.anchoring import Anchoring
from workflows.archive_check import ArchiveCheck
from workflows.bulk_sending import BulkSending
from workflows.deadline_watch import DeadlineWatch
from workflows.disposing import Disposing
from workflows.importing import Importing
from workflows.indexer import Indexer
from workflows.lifecycle import ContractLifecycle
from workflows.metadata_reader import MetadataReader
from workflows.notices import Notice
from workflows.plan_carrying import PlanCarrying
from workflows.preservation import Preservation
from workflows.term import ContractTerm

TODAY: Sequence[type] = (
    *(Anchoring, ArchiveCheck, BulkSending, ContractLifecycle, ContractTerm, Indexer, Notice),
    *(DeadlineWatch, Disposing, Importing, MetadataReader, PlanCarrying, Preservation),
)


async def replay(history: WorkflowHistory, workflows: Sequence[type] = TODAY) -> None:
    """Raise NondeterminismError where the code would not do again what the history says was done.

    Raises DecidedOtherwise where it does the same steps with other arguments, and RuntimeError where it
    cannot read what the history holds.
    """
    listening = Listening()
    with ThreadPoolExecutor(1) as thread:
        replayer = Replayer(
            workflows=workflows,
            workflow_task_executor=thread,
            data_converter=converter(),
            header_codec_behavior=HEADER_CODEC,
            interceptors=[listening],
        )
        await replayer.replay_workflow(history)
    await require_same(history, listening.asked)
