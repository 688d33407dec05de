"""The desk's office and clerks, for what its people set up beforehand."""

import pytest
from flask import Flask

from contracts.roles import Role
from tests.counterparty.office import Office
from tests.desk.conftest import clerk, founded, office, site
from tests.desk.site import Clerk, hired

__all__ = ["administrator", "clerk", "founded", "office", "site"]


@pytest.fixture
def administrator(site: Flask, office: Office) -> Clerk:
    hired(office, "admin@sample.example", Role.ADMINISTRATOR)
    administrator = Clerk(site)
    administrator.comes_in("admin@sample.example")
    return administrator
