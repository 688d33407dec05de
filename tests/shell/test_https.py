"""Plain HTTP leads to HTTPS, as far as a proxy of ours says how the visitor came (IM-09)."""

import pytest
from flask import Blueprint
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.shell.small_app import create_small_app
from webapp.shell import install_https, install_proxies

SITE = "https://keiyaku.example"


def behind(ours: tuple[str, ...] = ("127.0.0.1",), base_url: str = SITE) -> FlaskClient:
    app = create_small_app(base_url)
    install_proxies(app, ours)
    install_https(app, base_url)
    app.register_blueprint(health())
    return app.test_client()


def health() -> Blueprint:
    blueprint = Blueprint("health", "health")
    blueprint.get("/healthz")(lambda: "ok")
    return blueprint


def visits(client: FlaskClient, path: str, said: str = "http", method: str = "GET") -> TestResponse:
    headers = {"X-Forwarded-Proto": said} if said else {}
    return client.open(path, method=method, base_url="http://keiyaku.example", headers=headers)


@pytest.mark.shows("IM-09")
@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/guest?pages=all&q=%E5%A5%91", f"{SITE}/guest?pages=all&q=%E5%A5%91"),
        ("/missing/契約", f"{SITE}/missing/%E5%A5%91%E7%B4%84"),
        ("/", f"{SITE}/"),
    ],
)
def test_a_page_asked_for_over_plain_http_is_at_its_https_address(path: str, address: str) -> None:
    for method in ("GET", "HEAD"):
        answer = visits(behind(), path, method=method)
        assert (answer.status_code, answer.headers["Location"]) == (308, address)
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_redirect_leads_to_our_own_address_whatever_the_host_says() -> None:
    client = behind()
    answer = client.get("/guest", headers={"Host": "evil.example", "X-Forwarded-Proto": "http"})
    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_nobody_is_led_who_came_by_tls_or_of_whom_no_proxy_of_ours_says_how_they_came() -> None:
    assert visits(behind(), "/guest", "https").status_code == 200
    assert visits(behind(), "/guest", "").status_code == 200
    assert visits(behind(()), "/guest").status_code == 200
    assert visits(behind(("10.0.0.7",)), "/guest").status_code == 200
    assert visits(behind(), "/healthz").status_code == 200


def test_what_is_sent_is_never_led_elsewhere() -> None:
    assert visits(behind(), "/echo", method="POST").status_code == 400


def test_a_loopback_trial_stays_on_plain_http() -> None:
    client = behind(base_url="http://keiyaku.example")
    assert visits(client, "/guest").status_code == 200


def test_a_proxy_that_calls_tls_plain_leads_a_browser_no_more_than_once() -> None:
    client = behind()
    headers = {"X-Forwarded-Proto": "http"}
    first = client.get("/guest", base_url=SITE, headers=headers)
    assert first.status_code == 308
    assert first.headers["Set-Cookie"].startswith("__Host-warifu-led=1; ")
    assert {"Secure", "HttpOnly", "Max-Age=60"} <= set(first.headers["Set-Cookie"].split("; "))
    assert client.get("/guest", base_url=SITE, headers=headers).status_code == 200
