"""Changing the key of sessions and form tokens: the old one verifies, the new one signs."""

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf

from adapters.keys import MasterKey, MasterKeys
from webapp.shell.session_keys import install_session_keys

KEYS = MasterKeys.of(MasterKey(bytes(32)))


def app_with(number: int) -> FlaskClient:
    app = Flask("keys")
    install_session_keys(app, KEYS, number)
    CSRFProtect(app)
    app.add_url_rule("/token", view_func=generate_csrf)
    app.add_url_rule("/kept", view_func=_kept, methods=["POST"])
    return app.test_client()


def _kept() -> str:
    session["again"] = True
    return "kept" if "csrf_token" in session else "lost"


def moved(client: FlaskClient, number: int) -> FlaskClient:
    """Return the same browser at the same site after its key was raised to `number`."""
    cookie, after = client.get_cookie("session"), app_with(number)
    assert cookie is not None
    after.set_cookie("session", cookie.value)
    return after


@pytest.mark.shows("T28")
def test_a_form_that_was_open_while_the_key_was_raised_is_still_taken() -> None:
    before = app_with(1)
    token = before.get("/token").text
    after = moved(before, 2)
    assert after.post("/kept", data={"csrf_token": token}).text == "kept"
    again = moved(after, 3)
    assert again.post("/kept", data={"csrf_token": again.get("/token").text}).status_code == 200


@pytest.mark.shows("T28")
def test_what_was_signed_two_keys_ago_is_worth_nothing() -> None:
    before = app_with(1)
    token = before.get("/token").text
    assert moved(before, 3).post("/kept", data={"csrf_token": token}).status_code == 400


@pytest.mark.shows("T28")
def test_the_new_key_signs_and_the_old_site_does_not_know_it() -> None:
    after = app_with(2)
    token = after.get("/token").text
    assert moved(after, 1).post("/kept", data={"csrf_token": token}).status_code == 400
