import pytest
from flask.testing import FlaskClient

from tests.shell.small_app import create_small_app

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; img-src 'self' data: blob:; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
PATHS = [
    "/gallery",
    "/guest",
    "/fault",
    "/refusal/403",
    "/missing",
    "/static/css/base.css",
    "/static/missing.css",
]


@pytest.mark.shows("T22")
@pytest.mark.parametrize("path", PATHS)
def test_every_response_even_an_error_carries_the_same_policy(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert headers["Content-Security-Policy"] == CSP
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.shows("T13")
def test_no_page_tells_the_next_site_where_the_reader_was(client: FlaskClient) -> None:
    assert client.get("/guest").headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.shows("T27")
@pytest.mark.parametrize("path", ["/gallery", "/japanese.pdf", "/fault", "/missing"])
def test_pages_and_pdfs_are_never_kept_by_a_cache(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


def test_a_pdf_opened_by_itself_is_sandboxed(client: FlaskClient) -> None:
    assert client.get("/japanese.pdf").headers["Content-Security-Policy"] == f"{CSP}; sandbox"


def test_strict_transport_is_promised_only_over_https(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/guest").headers
    secure = create_small_app("https://keiyaku.example").test_client()
    answer = secure.get("/guest", base_url="https://keiyaku.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
