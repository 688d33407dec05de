"""Without their secrets both doors are not there, and settings do not ask for a Slack account."""

import pytest
from flask import Flask

from adapters.given import SettingRefused
from adapters.settings import read_settings
from tests.desk.site import Clerk
from tests.review.conftest import clerk, founded, office, site, viewer
from webapp import hooks

__all__ = ["clerk", "founded", "office", "site", "viewer"]


def test_a_door_without_its_secret_is_404_and_nothing_speaks_of_it(site: Flask, viewer: Clerk) -> None:
    viewer.opens("/own-settings")
    assert "Slack" not in viewer.text
    viewer.opens("/reviews")
    assert "に送っても依頼できます" not in viewer.text
    bare = Flask("bare")
    bare.extensions.update(site.extensions)
    bare.register_blueprint(hooks.blueprint)
    for path in ("/hooks/inbound-mail", "/hooks/slack"):
        assert bare.test_client().post(path, data=b"x").status_code == 404


def test_a_secret_that_could_be_guessed_and_an_address_that_is_none_stop_the_start() -> None:
    for name, value in (
        ("WARIFU_INBOUND_MAIL_KEY", "short"),
        ("WARIFU_SLACK_SIGNING_SECRET", "short"),
        ("WARIFU_INTAKE_ADDRESS", "houmu"),
    ):
        with pytest.raises(SettingRefused, match=name):
            read_settings({name: value})
