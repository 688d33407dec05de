from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from tests import databases
from tests.access.house import House, create_house
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.site import Clerk


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrating takes a second: it is done once, and each test gets a copy."""
    home = tmp_path_factory.mktemp("access") / "home"
    found_office(home)
    return home


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Office:
    databases.copied(founded, tmp_path / "home")
    return open_office(tmp_path / "home")


@pytest.fixture
def house(office: Office) -> House:
    return create_house(office)


@pytest.fixture
def site(house: House) -> Flask:
    return house.site


@pytest.fixture
def administrator(house: House) -> Clerk:
    return house.enters("admin@sample.example", Role.ADMINISTRATOR)


@pytest.fixture
def legal(house: House) -> Clerk:
    return house.enters("legal@sample.example", Role.LEGAL)


@pytest.fixture
def viewer(house: House) -> Clerk:
    return house.enters("viewer@sample.example", Role.VIEWER)
