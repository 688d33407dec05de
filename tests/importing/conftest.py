"""The desk's office and a clerk who registers contracts: made once, then copied."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from adapters.confinement import standing_by
from adapters.inspection import WARMING
from adapters.secrets import new_session_id, token_digest
from contracts.roles import Role
from database.people import User
from database.sessions import open_staff_session
from tests.counterparty.founding import found_office, open_office
from tests.desk.conftest import LEGAL, office, site
from tests.desk.serving import served
from tests.desk.site import Clerk, create_desk, hired
from webapp.parts import parts
from webapp.shell.cookies import cookie_name

OTHER = "other@sample.example"
__all__ = ["office", "served", "site"]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("importing") / "home"
    found_office(home)
    opened = open_office(home)
    hired(opened, LEGAL, Role.LEGAL)
    hired(opened, OTHER, Role.LEGAL)
    create_desk(opened)
    opened.opened.database.engine.dispose()
    return home


@pytest.fixture(scope="package", autouse=True)
def _standby() -> Iterator[None]:
    """Looking at a file takes a child that has loaded what it needs milliseconds, a fresh one a second."""
    with standing_by(WARMING) as ready:
        ready.wait(20)
        yield


@pytest.fixture
def clerk(site: Flask) -> Clerk:
    return entered(site, LEGAL)


@pytest.fixture
def colleague(site: Flask) -> Clerk:
    return entered(site, OTHER)


def entered(site: Flask, mail: str) -> Clerk:
    """Give a browser the session of a sign-in: hashing a password takes a test's time."""
    clerk, value = Clerk(site), new_session_id()
    with site.test_request_context(), parts().database.writing() as session:
        user = session.scalars(select(User).where(User.mail == mail)).one()
        open_staff_session(session, user, token_digest(value))
        clerk.client.set_cookie(cookie_name("staff"), value)
    return clerk
