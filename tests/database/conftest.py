from pathlib import Path

import pytest

from tests import databases
from tests.lifecycle.office import Office, open_office


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    home = tmp_path / "home"
    on = databases.on_postgresql if request.param == "postgresql" else databases.on_sqlite
    return open_office(home, **on(home))
