from pathlib import Path

import pytest

from tests.lifecycle.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")
