from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.site import Clerk, create_desk, hired

LEGAL, APPROVER = "legal@sample.example", "approver@sample.example"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrating takes a second: it is done once, and each test gets a copy."""
    home = tmp_path_factory.mktemp("desk") / "home"
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
    """A member of the legal team, signed in."""
    hired(office, LEGAL, Role.LEGAL)
    clerk = Clerk(site)
    clerk.comes_in(LEGAL)
    return clerk


@pytest.fixture
def approver(site: Flask, office: Office) -> Clerk:
    hired(office, APPROVER, Role.APPROVER)
    approver = Clerk(site)
    approver.comes_in(APPROVER)
    return approver
