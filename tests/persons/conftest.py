from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.serving import served
from tests.desk.site import Clerk, create_desk, hired
from tests.persons.living import Life, lived

__all__ = ["served"]
AUDITOR, ADMINISTRATOR = "audit@sample.example", "admin@sample.example"


@pytest.fixture(scope="package")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Life]:
    """Migrating and signing take seconds: both are done once, and each test gets a copy."""
    home = tmp_path_factory.mktemp("persons") / "home"
    found_office(home)
    office = open_office(home)
    hired(office, AUDITOR, Role.COMPLIANCE)
    hired(office, ADMINISTRATOR, Role.ADMINISTRATOR)
    life = lived(office)
    office.opened.database.engine.dispose()
    return home, life


@pytest.fixture
def life(furnished: tuple[Path, Life]) -> Life:
    return furnished[1]


@pytest.fixture
def office(furnished: tuple[Path, Life], tmp_path: Path) -> Office:
    databases.copied(furnished[0], tmp_path / "home")
    return open_office(tmp_path / "home")


@pytest.fixture
def site(office: Office) -> Flask:
    return create_desk(office)


@pytest.fixture
def auditor(site: Flask) -> Clerk:
    clerk = Clerk(site)
    clerk.comes_in(AUDITOR)
    return clerk


@pytest.fixture
def administrator(site: Flask) -> Clerk:
    clerk = Clerk(site)
    clerk.comes_in(ADMINISTRATOR)
    return clerk
