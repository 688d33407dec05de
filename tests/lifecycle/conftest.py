"""A real dev server for integration, one per test session; an office per test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import Client

from tests.engine import client_of
from tests.lifecycle.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture
async def client(office: Office) -> AsyncIterator[Client]:
    """A client of a real Temporal server that speaks this office's encryption."""
    async with client_of(office) as one:
        yield one
