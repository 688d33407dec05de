from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from flask import Flask
from temporalio.client import Client

from tests.api.bureau import Caller, caller, open_bureau
from tests.engine import client_of
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
    async with client_of(office) as one:
        yield one
