from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowFailureError
from temporalio.exceptions import ActivityError, ApplicationError
from temporalio.worker import Worker

from adapters.keys import MasterKey, MasterKeys
from adapters.payloads import HEADER_CODEC, data_converter, payload_keys
from tests.engine import workflow_server
from tests.payloads.errand import (
    CANARY,
    CanaryInHeaders,
    Errand,
    Overload,
    bring_too_much,
    fail_errand,
    run_errand,
)

QUEUE = "payloads"


@dataclass(frozen=True, slots=True)
class Engine:
    client: Client
    file: Path


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    file = tmp_path / "temporal.db"
    async with workflow_server("--db-filename", str(file)) as address:
        client = await Client.connect(
            address,
            data_converter=data_converter(payload_keys(MasterKeys.of(MasterKey(b"k" * 32)))),
            header_codec_behavior=HEADER_CODEC,
            interceptors=[CanaryInHeaders()],
        )
        activities = [run_errand, fail_errand, bring_too_much]
        async with Worker(client, task_queue=QUEUE, workflows=[Errand, Overload], activities=activities):
            yield Engine(client, file)


@pytest.mark.shows("T75")
async def test_nothing_we_say_is_readable_in_the_files_of_temporal(engine: Engine) -> None:
    handle = await engine.client.start_workflow(
        Errand.run, CANARY, id="errand/1", task_queue=QUEUE, memo={"note": CANARY}, static_summary=CANARY
    )
    assert await handle.execute_update(Errand.say, CANARY) == f"heard {CANARY}"
    with pytest.raises(WorkflowFailureError) as failure:
        await handle.result()
    told = failure.value.cause
    assert isinstance(told, ActivityError)
    assert isinstance(told.cause, ApplicationError)
    assert told.cause.message == f"failure {CANARY}"
    assert told.cause.details == (CANARY,)
    assert "errand/1" in contents(engine.file)
    assert "CANARY" not in contents(engine.file)


async def test_a_result_over_the_cap_fails_its_activity_and_does_not_hang_the_workflow(
    engine: Engine,
) -> None:
    handle = await engine.client.start_workflow(Overload.run, CANARY, id="overload/1", task_queue=QUEUE)
    with pytest.raises(WorkflowFailureError) as failure:
        await handle.result()
    told = failure.value.cause
    assert isinstance(told, ActivityError)
    assert isinstance(told.cause, ApplicationError)
    assert told.cause.type == "PayloadTooLarge"


def contents(file: Path) -> str:
    """Return what database and journals hold; a journal may be gone before it is read."""
    found = []
    for path in file.parent.glob(f"{file.name}*"):
        with suppress(FileNotFoundError):
            found.append(path.read_bytes().decode(errors="replace"))
    return "".join(found)
