from pathlib import Path

import pytest

from tests.backups.offline import new_identity
from tests.lifecycle.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return where backups go; beside it stand the files `recipients` and `identity`."""
    offline = new_identity()
    (tmp_path / "recipients").write_text(offline.recipient)
    (tmp_path / "identity").write_text(offline.identity)
    return tmp_path / "backups"
