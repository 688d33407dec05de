import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from tests.shell.small_app import create_small_app
from webapp.shell import install_proxy, own_path


@pytest.mark.shows("T24")
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example"])
def test_a_host_that_is_not_ours_is_answered_400(client: FlaskClient, host: str) -> None:
    answer = client.get("/guest", headers={"Host": host})
    assert answer.status_code == 400
    assert "Content-Security-Policy" in answer.headers
    assert "Traceback" not in answer.text


def test_loopback_answers_to_both_its_names(client: FlaskClient) -> None:
    for host in ("127.0.0.1:8080", "localhost:8080"):
        assert client.get("/guest", headers={"Host": host}).status_code == 200


def test_a_public_address_does_not_answer_to_loopback() -> None:
    client = create_small_app("https://keiyaku.example").test_client()
    assert client.get("/guest", headers={"Host": "localhost"}).status_code == 400
    assert client.get("/guest", headers={"Host": "keiyaku.example"}).status_code == 200


def seen_address(proxies: int, forwarded: str) -> str:
    app = Flask("proxied")
    install_proxy(app, proxies)

    @app.get("/")
    def address() -> str:
        return f"{request.remote_addr} {request.host}"

    headers = {"X-Forwarded-For": forwarded, "X-Forwarded-Host": "evil.example"}
    return app.test_client().get("/", headers=headers).text


@pytest.mark.shows("T24", "T25")
def test_forwarded_headers_count_only_as_far_as_our_own_proxies() -> None:
    assert seen_address(0, "203.0.113.9") == "127.0.0.1 localhost"
    assert seen_address(1, "198.51.100.1, 203.0.113.9") == "203.0.113.9 localhost"


@pytest.mark.shows("T23")
@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        None,
    ],
)
def test_next_never_leads_to_another_site(target: str | None) -> None:
    assert own_path(target, "/home") == "/home"


def test_next_leads_to_our_own_paths() -> None:
    assert own_path("/contracts/7?tab=履歴#end", "/home") == "/contracts/7?tab=履歴#end"
    assert own_path("/", "/home") == "/"
