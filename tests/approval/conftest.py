import pytest
from flask import Flask

from tests.approval.staffed import Staffed, staffed
from tests.counterparty.office import Office
from tests.desk.conftest import clerk, founded, office, site

__all__ = ["clerk", "founded", "office", "site"]


@pytest.fixture
def house(office: Office, site: Flask) -> Staffed:
    return staffed(office, site)
