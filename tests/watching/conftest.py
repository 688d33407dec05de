"""The desk's office with contracts that live, written straight through SQL."""

import pytest
from flask import Flask

from contracts.roles import Role
from tests.applications import application
from tests.counterparty.office import Office
from tests.desk.conftest import clerk, founded, office, site
from tests.desk.site import Clerk, hired
from webapp.parts import EXTENSION

__all__ = ["clerk", "founded", "office", "site"]
CHIEF = "chief@sample.example"


@pytest.fixture
def whole(site: Flask) -> Flask:
    """The whole application over the same office: the feed is no page of the desk's."""
    return application(site.extensions[EXTENSION])


@pytest.fixture
def chief(site: Flask, office: Office) -> Clerk:
    """An administrator, signed in."""
    hired(office, CHIEF, Role.ADMINISTRATOR)
    chief = Clerk(site)
    chief.comes_in(CHIEF)
    return chief
