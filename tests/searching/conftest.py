from pathlib import Path

import pytest

from adapters.settings import read_settings
from database.engine import Database
from search import Kind
from tests import databases
from tests.desk.conftest import clerk, founded, office, site
from tests.searching.archive import Archive, new_staff

__all__ = ["clerk", "founded", "office", "site"]


def open_archive(home: Path, kind: Kind) -> Archive:
    given = databases.on_postgresql(home) if kind == "postgres" else databases.migrated(home)
    settings = read_settings(given)
    database = Database(settings.database_url)
    return Archive(database, settings.index, kind, new_staff(database))


@pytest.fixture(params=["whoosh", "postgres", "sql"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    """Each backend in turn; PostgreSQL's where there is a server."""
    kind: Kind = request.param
    return open_archive(tmp_path / "home", kind)


@pytest.fixture
def indexed(tmp_path: Path) -> Archive:
    """An archive with whoosh's index."""
    return open_archive(tmp_path / "home", "whoosh")
