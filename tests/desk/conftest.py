from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from tests.counterparty.office import Office, open_office
from tests.desk.site import Clerk, create_desk, hired

LEGAL, APPROVER = "legal@sample.example", "approver@sample.example"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture
def site(office: Office) -> Flask:
    return create_desk(office)


@pytest.fixture
def clerk(site: Flask, office: Office) -> Clerk:
    """A member of the legal team, signed in."""
    hired(office, LEGAL, Role.LEGAL)
    clerk = Clerk(site)
    clerk.signs_in(LEGAL)
    return clerk


@pytest.fixture
def approver(site: Flask, office: Office) -> Clerk:
    hired(office, APPROVER, Role.APPROVER)
    approver = Clerk(site)
    approver.signs_in(APPROVER)
    return approver
