"""The desk's office and clerks, for versions, comments, shares and 審査依頼."""

import pytest
from flask import Flask

from contracts.roles import Role
from database.people import User
from tests.counterparty.office import Office
from tests.desk.conftest import approver, clerk, founded, office
from tests.desk.site import Clerk, create_desk, hired

__all__ = ["approver", "clerk", "founded", "office"]
VIEWER, COLLEAGUE = "viewer@sample.example", "colleague@sample.example"


@pytest.fixture
def site(office: Office) -> Flask:
    """The desk's pages, and those of whoever reads a shared version."""
    return create_desk(office)


def in_office(site: Flask, office: Office, mail: str, named: tuple[str, Role]) -> Clerk:
    """Return the browser of somebody new, signed in."""
    name, role = named
    user = hired(office, mail, role)
    with office.opened.database.writing() as session:
        session.get_one(User, user.id).name = name
    someone = Clerk(site)
    someone.comes_in(mail)
    return someone


@pytest.fixture
def viewer(site: Flask, office: Office) -> Clerk:
    """Somebody of another department, to whom no contract is shown, and who asks for reviews."""
    return in_office(site, office, VIEWER, ("営業 次郎", Role.VIEWER))


@pytest.fixture
def colleague(site: Flask, office: Office) -> Clerk:
    """Another member of the legal team."""
    return in_office(site, office, COLLEAGUE, ("法務 三郎", Role.LEGAL))
