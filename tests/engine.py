"""A real workflow server of a test's own."""

import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from adapters.payloads import HEADER_CODEC, data_converter, payload_keys

if TYPE_CHECKING:
    from tests.counterparty.office import Office as Desk
    from tests.lifecycle.office import Office

BIN = Path(sys.executable).parent
TRIES = 4
TOO_LATE = "did not start within"
"""The SDK gives the server five seconds, which a machine that runs two suites may not have."""


def temporal_binary() -> str:
    return str(BIN / "temporal") if (BIN / "temporal").exists() else str(shutil.which("temporal"))


@asynccontextmanager
async def workflow_server(*arguments: str) -> AsyncIterator[str]:
    """Run a server with these arguments of its command line and yield its address (host:port)."""
    async with await _started(arguments) as server:
        yield server.client.service_client.config.target_host


@asynccontextmanager
async def client_of(office: "Office | Desk", *arguments: str) -> AsyncIterator[Client]:
    """Run a server and yield a client of it that speaks this office's encryption."""
    async with workflow_server(*arguments) as address:
        yield await Client.connect(
            address,
            data_converter=data_converter(payload_keys(office.opened.keys)),
            header_codec_behavior=HEADER_CODEC,
        )


async def _started(arguments: tuple[str, ...], tries: int = TRIES) -> WorkflowEnvironment:
    try:
        return await WorkflowEnvironment.start_local(
            dev_server_existing_path=temporal_binary(),
            dev_server_log_level="error",
            dev_server_extra_args=arguments,
        )
    except RuntimeError as reason:
        if tries == 1 or TOO_LATE not in str(reason):
            raise
    return await _started(arguments, tries - 1)
