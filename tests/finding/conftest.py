from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from tests import databases
from tests.counterparty.founding import open_office
from tests.counterparty.office import Office
from tests.desk.conftest import founded
from tests.desk.site import Clerk, create_desk
from tests.finding.papers import PAPERS, SECRETS
from tests.finding.shelf import READER, STRANGER, files, hired, with_items

__all__ = ["founded"]


@pytest.fixture(scope="package")
def office(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One archive for every test here: they look at it, and what one writes is its reader's alone."""
    home = tmp_path_factory.mktemp("finding") / "home"
    databases.copied(founded, home)
    return open_office(home)


@pytest.fixture(scope="package")
def site(office: Office) -> Iterator[Flask]:
    site = create_desk(office)
    with_items(office)
    reader = hired(office, READER, Role.LEGAL, "法務 花子")
    stranger = hired(office, STRANGER, Role.LEGAL, "別部署 次郎")
    files(office, reader, PAPERS)
    files(office, stranger, SECRETS)
    yield site
    office.opened.database.engine.dispose()


@pytest.fixture(scope="package")
def reader(site: Flask) -> Clerk:
    """Sees everything but what is 親展 of another department."""
    clerk = Clerk(site)
    clerk.comes_in(READER)
    return clerk


@pytest.fixture(scope="package")
def stranger(site: Flask) -> Clerk:
    clerk = Clerk(site)
    clerk.comes_in(STRANGER)
    return clerk
