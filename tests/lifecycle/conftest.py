"""A real dev server for integration, one per test session; an office per test."""

import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from adapters.payloads import HEADER_CODEC, data_converter, payload_keys
from tests.lifecycle.office import Office, open_office

BIN = Path(sys.executable).parent


def temporal_binary() -> str:
    return str(BIN / "temporal") if (BIN / "temporal").exists() else str(shutil.which("temporal"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture
async def client(office: Office) -> AsyncIterator[Client]:
    """A client of a real Temporal server that speaks this office's encryption."""
    converter = data_converter(payload_keys(office.opened.keys))
    async with await WorkflowEnvironment.start_local(
        dev_server_existing_path=temporal_binary(), dev_server_log_level="error"
    ) as server:
        yield await Client.connect(
            server.client.service_client.config.target_host,
            data_converter=converter,
            header_codec_behavior=HEADER_CODEC,
        )
