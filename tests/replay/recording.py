"""Record histories: `python -m tests.replay.recording` those that are missing, or the moments that are named.

A named moment that has a history gets one more beside it: what runs somewhere is never forgotten.
"""

import asyncio
import dataclasses
import os
import sys
import tempfile
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from temporalio.api.failure.v1 import Failure
from temporalio.client import Client, RPCError
from temporalio.converter import DefaultFailureConverterWithEncodedAttributes, PayloadConverter
from temporalio.worker import Worker

from adapters.keys.ring_file import FIRST_LINE
from adapters.payloads import HEADER_CODEC
from tests import databases
from tests.engine import workflow_server
from tests.lifecycle.office import Office, open_office
from tests.replay.approval_moments import APPROVAL_MOMENTS
from tests.replay.bulk_moments import BULK_MOMENTS
from tests.replay.chasing_moments import CHASING_MOMENTS
from tests.replay.engine_moments import ENGINE_MOMENTS, FEW_EVENTS, HURRIED_MOMENTS
from tests.replay.import_moments import IMPORT_MOMENTS
from tests.replay.keeping_moments import KEEPING_MOMENTS
from tests.replay.moments import MOMENTS
from tests.replay.place_moments import PLACE_MOMENTS
from tests.replay.reminder_moments import REMINDER_MOMENTS
from tests.replay.renewal_moments import RENEWAL_MOMENTS
from tests.replay.scene import Rest, Scene
from tests.replay.shelf import KEY, converter, keep, moments_kept
from workflows.anchoring import Anchoring
from workflows.archive_check import ArchiveCheck
from workflows.bulk_sending import BulkSending
from workflows.deadline_watch import DeadlineWatch
from workflows.disposing import Disposing
from workflows.door import Door
from workflows.import_parts import importing_of
from workflows.importing import Importing
from workflows.indexer import Indexer
from workflows.lifecycle import ContractLifecycle
from workflows.metadata_reader import MetadataReader
from workflows.notices import Notice
from workflows.plan_carrying import PlanCarrying
from workflows.preservation import Preservation
from workflows.term import ContractTerm
from workflows.timing import CONTRACT_QUEUE
from workflows.wiring import bulk_activities, contract_activities, disposal_activities

Moment = Callable[[Scene], Awaitable[Rest]]
UNHURRIED: tuple[Moment, ...] = (
    *MOMENTS,
    *APPROVAL_MOMENTS,
    *PLACE_MOMENTS,
    *CHASING_MOMENTS,
    *BULK_MOMENTS,
    *REMINDER_MOMENTS,
    *KEEPING_MOMENTS,
    *ENGINE_MOMENTS,
    *RENEWAL_MOMENTS,
    *IMPORT_MOMENTS,
)
WORKFLOWS = (
    *(Anchoring, ArchiveCheck, BulkSending, ContractLifecycle, ContractTerm, Indexer, Notice),
    *(DeadlineWatch, Disposing, Importing, MetadataReader, PlanCarrying, Preservation),
)
RECORDER = "recorder"
"""Who histories say has acted, in place of a process and a machine."""
SKIPPING = "frontend.WorkflowTimeSkippingEnabled=true"
HURRYING = f"limit.historyCount.suggestContinueAsNew={FEW_EVENTS}"
THREADS = 8


class Traceless(DefaultFailureConverterWithEncodedAttributes):
    """A failure keeps its type, words and facts, and loses the paths of the machine it happened on."""

    def to_failure(
        self, exception: BaseException, payload_converter: PayloadConverter, failure: Failure
    ) -> None:
        super().to_failure(exception.with_traceback(None), payload_converter, failure)


async def record(names: Iterable[str]) -> None:
    wanted = set(names)
    for setting, moments in ((SKIPPING, UNHURRIED), (HURRYING, HURRIED_MOMENTS)):
        chosen = [moment for moment in moments if moment.__name__ in wanted]
        if chosen:
            await _record_together(setting, chosen)


async def _record_together(setting: str, moments: Sequence[Moment]) -> None:
    with tempfile.TemporaryDirectory() as home:
        async with _scene(Path(home), setting) as scene:
            for moment in moments:
                rest = await moment(scene)
                path = keep(moment.__name__, await scene.settled(rest))
                sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")
                await _leave(scene, rest)


async def _leave(scene: Scene, rest: Rest) -> None:
    """What has been recorded must not keep the signer of the next moment busy."""
    try:
        await scene.client.get_workflow_handle(rest.workflow).terminate()
    except RPCError:
        return


@asynccontextmanager
async def _scene(home: Path, setting: str) -> AsyncIterator[Scene]:
    async with workflow_server("--dynamic-config-value", setting) as address:
        client = await Client.connect(
            address,
            identity=RECORDER,
            data_converter=dataclasses.replace(converter(), failure_converter_class=Traceless),
            header_codec_behavior=HEADER_CODEC,
        )
        scene = Scene(_office(home), client)
        opened = scene.office.opened
        with ThreadPoolExecutor(THREADS) as threads:
            async with Worker(
                client,
                task_queue=CONTRACT_QUEUE,
                workflows=[*WORKFLOWS],
                activities=[
                    *contract_activities(opened),
                    *bulk_activities(opened, Door(client).submit),
                    *disposal_activities(opened, Door(client).end_work),
                    importing_of(opened.settings, opened.database, opened.files).import_files,
                ],
                activity_executor=threads,
                build_id=RECORDER,
            ):
                yield scene


def _office(home: Path) -> Office:
    """Open an office whose payloads anyone can read: its master key is the one of the histories."""
    key = home / "keys" / "master"
    key.parent.mkdir()
    key.write_bytes(FIRST_LINE + b64encode(KEY.secret) + b"\n")
    return open_office(home, WARIFU_MASTER_KEY_FILE=str(key))


def _named(arguments: list[str]) -> list[str]:
    known = [moment.__name__ for moment in (*UNHURRIED, *HURRIED_MOMENTS)]
    unknown = set(arguments) - set(known)
    if unknown:
        sys.exit(f"no such moment: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    return arguments or [name for name in known if name not in moments_kept()]


if __name__ == "__main__":
    try:
        asyncio.run(record(_named(sys.argv[1:])))
    finally:
        databases.end()
    sys.stdout.flush()
    os._exit(0)  # the SDK's native threads can abort an ordinary exit (sdk-python #300)
