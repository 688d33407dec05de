from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor, create_site
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk, create_desk, hired


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("office") / "home"
    found_office(home)
    return home


@pytest.fixture
def sender(founded: Path, tmp_path: Path) -> Iterator[Office]:
    """The organisation whose pages are visited."""
    databases.copied(founded, tmp_path / "home")
    office = open_office(tmp_path / "home")
    yield office
    office.opened.database.engine.dispose()


@pytest.fixture
def site(sender: Office) -> Flask:
    return create_site(sender)


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    return Visitor(site)


@pytest.fixture
def clerk(sender: Office) -> Clerk:
    hired(sender, LEGAL, Role.LEGAL)
    clerk = Clerk(create_desk(sender))
    clerk.comes_in(LEGAL)
    return clerk
