from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from database.people import User
from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.site import Clerk, create_desk, password_hash
from tests.placing.drafts import LEGAL, Draft, drafted


@dataclass(frozen=True)
class Founded:
    """A home with an office whose owner signs in, and a draft; each module gets a copy."""

    home: Path
    draft: Draft


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    home = tmp_path_factory.mktemp("placing") / "home"
    found_office(home)
    office = open_office(home)
    with office.opened.database.writing() as session:
        session.get_one(User, office.owner.id).password_hash = password_hash()
    clerk = Clerk(create_desk(office))
    clerk.comes_in(LEGAL)
    return Founded(home, drafted(clerk, office))


@pytest.fixture(scope="session")
def draft(founded: Founded) -> Draft:
    return founded.draft


@pytest.fixture(scope="module")
def office(founded: Founded, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One for the tests of a module: each begins with nothing placed."""
    home = tmp_path_factory.mktemp("office") / "home"
    databases.copied(founded.home, home)
    return open_office(home)


@pytest.fixture(scope="module")
def site(office: Office) -> Flask:
    return create_desk(office)


@pytest.fixture(scope="module")
def clerk(site: Flask) -> Clerk:
    clerk = Clerk(site)
    clerk.comes_in(LEGAL)
    return clerk
