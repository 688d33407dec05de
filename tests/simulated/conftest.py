"""Simulated time: one time-skipping server per test (facts/temporal.md, section 0)."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from adapters.payloads import data_converter, payload_keys
from tests.lifecycle.office import Office, open_office

BINARY = Path(sys.executable).parent / "temporal-test-server"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture
async def time(office: Office) -> AsyncIterator[WorkflowEnvironment]:
    converter = data_converter(payload_keys(office.opened.keys))
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(BINARY), data_converter=converter
    ) as environment:
        yield environment
