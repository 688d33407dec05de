from pathlib import Path

import pytest
from flask import Flask

from tests.counterparty.office import Office, open_office
from tests.counterparty.site import Visitor, create_site


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture
def site(office: Office) -> Flask:
    return create_site(office)


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    return Visitor(site)
