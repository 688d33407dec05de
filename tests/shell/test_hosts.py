import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from tests.shell.small_app import create_small_app
from webapp.shell import install_proxies, own_path


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


def seen(ours: tuple[str, ...], forwarded: str, peer: str = "127.0.0.1", scheme: str = "https") -> str:
    app = Flask("proxied")
    install_proxies(app, ours)

    @app.get("/")
    def address() -> str:
        return f"{request.scheme} {request.remote_addr} {request.host}"

    headers = {
        "X-Forwarded-For": forwarded,
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": scheme,
    }
    return app.test_client().get("/", headers=headers, environ_base={"REMOTE_ADDR": peer}).text


@pytest.mark.shows("T24", "T25")
def test_only_our_own_proxies_are_believed_about_the_visitor() -> None:
    assert seen((), "203.0.113.9") == "http 127.0.0.1 localhost"
    assert seen(("127.0.0.1",), "203.0.113.9") == "https 203.0.113.9 localhost"
    assert seen(("10.0.0.0/24",), "203.0.113.9", "10.0.0.7") == "https 203.0.113.9 localhost"
    assert seen(("10.0.0.0/24",), "203.0.113.9", "192.0.2.1") == "http 192.0.2.1 localhost"
    assert seen(("::1",), "2001:db8::9", "::1") == "https 2001:db8::9 localhost"
    assert seen(("10.0.0.7",), "::ffff:203.0.113.9", "::ffff:10.0.0.7") == "https 203.0.113.9 localhost"


@pytest.mark.shows("T25")
def test_what_a_visitor_writes_before_our_proxies_changes_nothing() -> None:
    ours = ("127.0.0.1", "10.0.0.0/24")
    assert seen(ours, "198.51.100.1, 203.0.113.9").split()[1] == "203.0.113.9"
    assert seen(ours, "198.51.100.1, 203.0.113.9, 10.0.0.2").split()[1] == "203.0.113.9"
    assert seen(ours, "198.51.100.1, <script>").split()[1] == "127.0.0.1"
    assert seen(ours, "198.51.100.1, , 10.0.0.2").split()[1] == "10.0.0.2"
    assert seen(ours, "").split()[1] == "127.0.0.1"
    assert seen(ours, "203.0.113.9", scheme="javascript").split()[0] == "http"
    assert seen(ours, "203.0.113.9", scheme="https, http").split()[0] == "http"


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
