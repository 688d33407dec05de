from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.roles import Role
from tests import databases
from tests.access.house import House, create_house
from tests.counterparty.founding import found_office, open_office
from tests.desk.site import Clerk
from tests.tax.shelf import Shelf, filled

ADMINISTRATOR, AUDITOR, LEGAL = "admin@sample.example", "audit@sample.example", "legal@sample.example"


@pytest.fixture(scope="package")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Shelf]:
    """Signing takes a second each: the records are made once, and whoever changes anything gets a copy."""
    home = tmp_path_factory.mktemp("tax") / "home"
    found_office(home)
    return home, filled(open_office(home))


@pytest.fixture
def shelf(furnished: tuple[Path, Shelf]) -> Shelf:
    return furnished[1]


@pytest.fixture
def house(furnished: tuple[Path, Shelf], tmp_path: Path) -> House:
    databases.copied(furnished[0], tmp_path / "home")
    return create_house(open_office(tmp_path / "home"))


@pytest.fixture
def legal(house: House) -> Clerk:
    return house.enters(LEGAL, Role.LEGAL)


@pytest.fixture
def auditor(house: House) -> Clerk:
    return house.enters(AUDITOR, Role.COMPLIANCE)


@pytest.fixture
def administrator(house: House) -> Clerk:
    return house.enters(ADMINISTRATOR, Role.ADMINISTRATOR)


@pytest.fixture
def nobody(house: House) -> Iterator[Clerk]:
    """A browser in which nobody is signed in."""
    return iter([Clerk(house.site)])
