"""The desk's office with both doors of the intake open."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.counterparty.office import Office
from tests.intake_mail.posting import INTAKE, MAIL_KEY, SLACK_SECRET, Post
from tests.review.conftest import approver, clerk, colleague, founded, office, viewer
from tests.review.conftest import site as desk
from webapp.parts import EXTENSION

__all__ = ["approver", "clerk", "colleague", "desk", "founded", "office", "viewer"]


@pytest.fixture
def site(desk: Flask) -> Flask:
    given = desk.extensions[EXTENSION]
    settings = replace(
        given.settings,
        inbound_mail_key=MAIL_KEY,
        intake_address=INTAKE,
        slack_signing_secret=SLACK_SECRET,
    )
    desk.extensions[EXTENSION] = replace(given, settings=settings)
    return desk


@pytest.fixture
def post(site: Flask, office: Office) -> Post:
    return Post(site, office)
