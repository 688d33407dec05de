import pytest
from flask import Flask, Response

from tests.shell.small_app import create_small_app
from webapp.shell import clear_cookie, cookie_name, set_cookie


def cookie_of(app: Flask) -> str:
    with app.app_context():
        response = Response()
        set_cookie(response, "staff", "value", max_age=600)
        return response.headers["Set-Cookie"]


@pytest.mark.shows("IM-09")
def test_over_https_a_session_cookie_belongs_to_this_host_alone() -> None:
    cookie = cookie_of(create_small_app("https://keiyaku.example"))
    assert cookie.startswith("__Host-warifu-staff=value")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_on_loopback_without_https_the_cookie_still_arrives(small_app: Flask) -> None:
    cookie = cookie_of(small_app)
    assert cookie.startswith("warifu-staff=value")
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie


def test_kinds_of_sessions_have_cookies_of_their_own(small_app: Flask) -> None:
    with small_app.app_context():
        assert cookie_name("staff") != cookie_name("counterparty")


def test_a_cleared_cookie_expires_under_its_own_name(small_app: Flask) -> None:
    with small_app.app_context():
        response = Response()
        clear_cookie(response, "staff")
    assert response.headers["Set-Cookie"].startswith("warifu-staff=; Expires=Thu, 01 Jan 1970")


def test_the_form_cookie_is_flagged_too() -> None:
    client = create_small_app("https://keiyaku.example").test_client()
    cookie = client.get("/confirm", base_url="https://keiyaku.example").headers["Set-Cookie"]
    assert cookie.startswith("__Host-warifu-form=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
