from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from tests import databases
from tests.addresses.filer import Filer
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.site import Clerk, create_desk, hired


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("addresses") / "home"
    found_office(home)
    return home


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Office:
    databases.copied(founded, tmp_path / "home")
    return open_office(tmp_path / "home")


@pytest.fixture
def site(office: Office) -> Flask:
    return create_desk(office)


@pytest.fixture
def clerk(site: Flask, office: Office) -> Clerk:
    hired(office, "legal@sample.example", Role.LEGAL)
    clerk = Clerk(site)
    clerk.comes_in("legal@sample.example")
    return clerk


@pytest.fixture
def filer(site: Flask, office: Office) -> Filer:
    return Filer(Clerk(site), office)
