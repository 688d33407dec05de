"""A small office whose guide is read, and an administrator who writes it."""

from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.site import Clerk, create_desk, hired

ADMINISTRATOR = "admin@sample.example"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("guide") / "home"
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
def administrator(site: Flask, office: Office) -> Clerk:
    hired(office, ADMINISTRATOR, Role.ADMINISTRATOR)
    clerk = Clerk(site)
    clerk.comes_in(ADMINISTRATOR)
    return clerk
