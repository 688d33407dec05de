from pathlib import Path

import pytest
from flask import Flask

from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.serving import served
from tests.desk.site import Clerk, create_desk
from tests.disposal.shelf import AUDITOR, OTHER, Pair, pair

__all__ = ["served"]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrating takes a second: it is done once, and each test gets a copy."""
    home = tmp_path_factory.mktemp("disposal") / "home"
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
def persons(site: Flask, office: Office) -> Pair:  # noqa: ARG001 -- the site brings the kinds of contracts
    return pair(office)


@pytest.fixture
def first(site: Flask, persons: Pair) -> Clerk:  # noqa: ARG001 -- they are hired
    return _in(site, AUDITOR)


@pytest.fixture
def second(site: Flask, persons: Pair) -> Clerk:  # noqa: ARG001 -- they are hired
    return _in(site, OTHER)


def _in(site: Flask, mail: str) -> Clerk:
    clerk = Clerk(site)
    clerk.comes_in(mail)
    return clerk
