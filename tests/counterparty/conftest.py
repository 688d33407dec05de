from pathlib import Path

import pytest
from flask import Flask

from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor, create_site


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrating takes a second: it is done once, and each test gets a copy."""
    home = tmp_path_factory.mktemp("office") / "home"
    found_office(home)
    return home


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Office:
    databases.copied(founded, tmp_path / "home")
    return open_office(tmp_path / "home")


@pytest.fixture
def site(office: Office) -> Flask:
    return create_site(office)


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    return Visitor(site)
