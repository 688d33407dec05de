"""The reader on a real server: a contract that was concluded is read without anybody asking (MK-30)."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from contracts.reading import ReadingState
from database.contract import Contract
from database.metadata_asking import ask_for_reading
from database.metadata_reading import MetadataReading
from tests.lifecycle.conftest import client
from tests.lifecycle.office import Office, open_office
from workflows.metadata_reader import MetadataReader, start_metadata_reader
from workflows.metadata_reading import metadata_reading
from workflows.timing import CONTRACT_QUEUE

__all__ = ["client"]
PATIENCE = 30.0


@asynccontextmanager
async def worker(client: Client, office: Office) -> AsyncIterator[None]:
    with ThreadPoolExecutor(2) as threads:
        async with Worker(
            client,
            task_queue=CONTRACT_QUEUE,
            workflows=[MetadataReader],
            activities=[metadata_reading(office.opened).keep_up],
            activity_executor=threads,
        ):
            yield


async def until(holds: Callable[[], object]) -> None:
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not holds():
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.05)


def asked(office: Office, contract: str) -> int:
    with office.opened.database.writing() as session:
        row = session.query(Contract).filter_by(public_id=contract).one()
        return ask_for_reading(session, row).contract_id


def state(office: Office, contract: int) -> str:
    with office.opened.database.reading() as session:
        return session.get_one(MetadataReading, contract).state


@pytest.mark.shows("MK-30")
async def test_what_waits_is_read_by_the_one_reader_also_after_its_worker_has_stopped(
    client: Client, tmp_path_factory: pytest.TempPathFactory
) -> None:
    office = open_office(tmp_path_factory.mktemp("reader") / "home")
    first, second = (asked(office, office.draft([1]).contract) for _ in range(2))
    await start_metadata_reader(client)
    await start_metadata_reader(client)
    async with worker(client, office):
        await until(lambda: state(office, second) == ReadingState.READ)
    third = asked(office, office.draft([1]).contract)
    async with worker(client, office):
        await until(lambda: state(office, third) == ReadingState.READ)
    assert state(office, first) == ReadingState.READ
