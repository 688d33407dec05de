"""The workflow Importing on a real engine: its worker is killed between two files, the next one goes on."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from adapters.payloads import HEADER_CODEC, data_converter, payload_keys
from contracts.anchoring import Stamped
from contracts.importing import FileOutcome, ImportState
from tests import databases
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.engine import workflow_server
from tests.importing.making import brings, contracts_kept, files_kept, job_kept, scan, starts
from workflows.door import Door
from workflows.import_parts import import_stamping
from workflows.importing import import_id
from workflows.timing import SIGNING_QUEUE

ROOT = Path(__file__).parents[2]
SCANS = 5
PATIENCE = 60.0


def nobody_stamps(_digest: bytes) -> Stamped:
    raise AssertionError("nobody asked for a timestamp")


@asynccontextmanager
async def engine_of(office: Office) -> AsyncIterator[tuple[str, Client]]:
    """Yield the address of a server and a client of it; what stamps runs here, without a key."""
    converter = data_converter(payload_keys(office.opened.keys))
    async with workflow_server() as address:
        client = await Client.connect(address, data_converter=converter, header_codec_behavior=HEADER_CODEC)
        stamping = import_stamping(office.opened.database, nobody_stamps)
        with ThreadPoolExecutor(1) as threads:
            signer = Worker(
                client, task_queue=SIGNING_QUEUE, activities=[stamping], activity_executor=threads
            )
            async with signer:
                yield address, client


@contextmanager
def worker_of(office: Office, address: str) -> Iterator[int]:
    """Run the program that works off this office's contracts, and yield its number."""
    given = os.environ  # noqa: TID251 -- handed on to the program of the test, without our settings
    kept = {name: value for name, value in given.items() if not name.startswith("WARIFU_")}
    own = databases.environment(office.opened.settings.home)
    variables = {**kept, **own, "WARIFU_TEMPORAL_ADDRESS": address, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "workflows", "contracts"]
    with subprocess.Popen(command, cwd=ROOT, env=variables, stderr=subprocess.DEVNULL) as child:
        try:
            yield child.pid
        finally:
            child.kill()


async def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "nothing to see"
        await asyncio.sleep(0.01)


def settled(office: Office) -> int:
    return sum(one.outcome != FileOutcome.WAITING for one in files_kept(office))


@pytest.mark.timeout(120)
@pytest.mark.shows("MK-24", "MK-28")
async def test_a_worker_killed_between_two_files_is_followed_by_one_that_doubles_nothing(
    clerk: Clerk, office: Office
) -> None:
    names = [(f"{n}.pdf", scan(min(n, SCANS - 1), dpi=72)) for n in range(1, SCANS + 1)]
    starts(clerk, brings(clerk, *names))
    job = job_kept(office).public_id
    async with engine_of(office) as (address, client):
        await Door(client).import_files(job)
        with worker_of(office, address) as child:
            await until(lambda: settled(office) >= 3)  # two, and the copy that the plan found
            os.kill(child, signal.SIGKILL)
        before = settled(office)
        assert before < SCANS
        with worker_of(office, address):
            await Door(client).import_files(job)
            await client.get_workflow_handle(import_id(job)).result()
    outcomes = [one.outcome for one in files_kept(office)]
    assert outcomes == [*[FileOutcome.IMPORTED] * (SCANS - 1), FileOutcome.DUPLICATE]
    contracts = contracts_kept(office)
    assert [one.title for one in contracts] == [str(n) for n in range(1, SCANS)]
    assert len({one.number for one in contracts}) == SCANS - 1
    assert job_kept(office).state == ImportState.FINISHED
