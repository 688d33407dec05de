from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from flask import Flask

from contracts.roles import Role
from database.people import User
from database.seed import seed_contract_types
from tests import databases
from tests.applications import application
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.site import Clerk, hired
from webapp.parts import Parts

if TYPE_CHECKING:
    from webapp.engine import Engine

LEGAL = "legal@sample.example"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrating takes a second: it is done once, and each test gets a copy."""
    home = tmp_path_factory.mktemp("languages") / "home"
    found_office(home)
    return home


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Office:
    databases.copied(founded, tmp_path / "home")
    return open_office(tmp_path / "home")


@pytest.fixture
def site(office: Office) -> Flask:
    opened = office.opened
    engine = cast("Engine", office.engine)
    with opened.database.writing() as session:
        seed_contract_types(session, office.organization)
    return application(Parts(opened.settings, opened.database, opened.files, opened.keys, engine))


@pytest.fixture
def person(office: Office) -> User:
    return hired(office, LEGAL, Role.LEGAL)


@pytest.fixture
def clerk(site: Flask, person: User) -> Clerk:
    """A member of the legal team, signed in."""
    clerk = Clerk(site)
    assert clerk.signs_in(person.mail).status_code == 200
    return clerk
