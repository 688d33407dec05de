"""The desk's office, whose engine decides at once, and a member of the legal team with a token."""

from typing import TYPE_CHECKING, cast

import pytest
from flask import Flask

from contracts.roles import Role
from tests.api.bureau import Caller, caller
from tests.applications import application
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL, founded, office
from tests.desk.site import hired
from webapp.parts import Parts

if TYPE_CHECKING:
    from webapp.engine import Engine

__all__ = ["founded", "office"]


@pytest.fixture
def app(office: Office) -> Flask:
    opened = office.opened
    engine = cast("Engine", office.engine)
    return application(Parts(opened.settings, opened.database, opened.files, opened.keys, engine))


@pytest.fixture
def sender(app: Flask, office: Office) -> Caller:
    hired(office, LEGAL, Role.LEGAL)
    return caller(app, office, LEGAL)
