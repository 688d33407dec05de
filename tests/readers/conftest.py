from pathlib import Path

import pytest
from flask import Flask

from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.counterparty.scene import site_with_refusals
from tests.desk.site import Clerk


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrating takes a second: it is done once, and each test gets a copy."""
    home = tmp_path_factory.mktemp("readers") / "home"
    found_office(home)
    return home


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Office:
    databases.copied(founded, tmp_path / "home")
    return open_office(tmp_path / "home")


@pytest.fixture
def site(office: Office) -> Flask:
    return site_with_refusals(office)


@pytest.fixture
def browser_of_reader(site: Flask) -> Clerk:
    """One browser; the forms of every audience are read and sent alike."""
    return Clerk(site)
