from pathlib import Path

import pytest

from tests.lifecycle.conftest import client
from tests.lifecycle.office import Office, open_office

__all__ = ["client"]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")
