from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from flask import Flask
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from adapters.payloads import HEADER_CODEC, data_converter, payload_keys
from tests.api.bureau import Caller, caller, open_bureau
from tests.lifecycle.conftest import temporal_binary
from tests.lifecycle.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture
def app(office: Office) -> Flask:
    """The application while the engine is out of reach."""
    return open_bureau(office)


@pytest.fixture
def sender(app: Flask, office: Office) -> Caller:
    return caller(app, office, "sender@example.co.jp")


@pytest.fixture
async def engine(office: Office) -> AsyncIterator[Client]:
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
