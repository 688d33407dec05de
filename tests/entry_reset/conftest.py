from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from database.people import User
from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.site import Clerk, create_desk, hired

LEGAL = "legal@sample.example"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("reset") / "home"
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
def user(office: Office) -> User:
    return hired(office, LEGAL, Role.LEGAL)


@pytest.fixture
def clerk(site: Flask, user: User) -> Clerk:  # noqa: ARG001 -- the account must be there
    return Clerk(site)
