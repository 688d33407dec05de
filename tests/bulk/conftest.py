"""The desk's office and a clerk, with a template whose recipients each row gives: made once, then copied."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from adapters.secrets import new_session_id, token_digest
from contracts.roles import Role
from database.document_template import DocumentTemplate
from database.people import User
from database.sessions import open_staff_session
from tests.bulk.filling import nda_template
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL, office, site
from tests.desk.site import Clerk, create_desk, hired
from webapp.parts import parts
from webapp.shell.cookies import cookie_name

ADMINISTRATOR = "admin@sample.example"
__all__ = ["office", "site"]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("bulk") / "home"
    found_office(home)
    opened = open_office(home)
    hired(opened, ADMINISTRATOR, Role.ADMINISTRATOR)
    hired(opened, LEGAL, Role.LEGAL)
    nda_template(_entered(create_desk(opened), LEGAL))
    opened.opened.database.engine.dispose()
    return home


@pytest.fixture
def clerk(site: Flask) -> Clerk:
    return _entered(site, LEGAL)


@pytest.fixture
def administrator(site: Flask) -> Clerk:
    return _entered(site, ADMINISTRATOR)


@pytest.fixture
def held(office: Office) -> DocumentTemplate:
    with office.opened.database.reading() as session:
        return session.scalars(select(DocumentTemplate)).one()


def _entered(site: Flask, mail: str) -> Clerk:
    """Give a browser the session of a sign-in: hashing a password takes a test's time."""
    clerk, value = Clerk(site), new_session_id()
    with site.test_request_context(), parts().database.writing() as session:
        user = session.scalars(select(User).where(User.mail == mail)).one()
        open_staff_session(session, user, token_digest(value))
        clerk.client.set_cookie(cookie_name("staff"), value)
    return clerk
