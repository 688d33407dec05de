import logging
import re

import pytest
from flask.testing import FlaskClient

from tests.shell.posting import token_from
from tests.shell.small_app import UPLOAD_LIMIT_BYTES
from webapp.shell.error_texts import TEXTS

CODES = [400, 403, 404, 409, 410, 413, 422, 429, 500, 503]


@pytest.mark.parametrize("code", CODES)
def test_each_refusal_has_words_of_its_own_and_says_what_to_do(client: FlaskClient, code: int) -> None:
    answer = client.get(f"/refusal/{code}")
    assert answer.status_code == code
    assert str(TEXTS[code].cure) in answer.text
    assert f"エラー番号 {code}" in answer.text


def test_a_wrong_method_is_told_with_the_right_ones(client: FlaskClient) -> None:
    answer = client.post("/guest", data={"csrf_token": token_from(client)})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "この操作はできません" in answer.text


@pytest.mark.shows("T78")
def test_a_fault_shows_an_id_that_the_log_knows_and_no_trace(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/fault")
    found = re.search(r"お問い合わせ番号 ([0-9a-f]{12})", answer.text)
    assert answer.status_code == 500
    assert found
    assert "Traceback" not in answer.text
    assert "secret" not in answer.text
    assert f"{found.group(1)} fault in fault" in caplog.text


@pytest.mark.shows("T78")
def test_an_error_page_that_cannot_be_drawn_still_says_its_words(client: FlaskClient) -> None:
    answer = client.get("/database-away")
    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.text
    assert "secret" not in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_an_upload_over_the_limit_is_answered_413(client: FlaskClient) -> None:
    token = token_from(client)
    body = b"x" * (UPLOAD_LIMIT_BYTES + 2_000_001)
    answer = client.post("/echo", data=body, headers={"X-CSRFToken": token})
    assert answer.status_code == 413
    assert "ファイルが大きすぎます" in answer.text


def test_too_many_parts_and_too_long_a_text_are_answered_413(client: FlaskClient) -> None:
    many = {"csrf_token": token_from(client)} | {f"part{number}": "" for number in range(201)}
    assert client.post("/echo", data=many, content_type="multipart/form-data").status_code == 413
    assert client.post("/echo", data={"words": "x" * 500_001}).status_code == 413
    assert client.post("/echo", json={"words": "x" * 500_001}).status_code == 413


def test_the_api_is_refused_in_problem_json(client: FlaskClient) -> None:
    answer = client.get("/api/v1/missing")
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["status"] == 404


@pytest.mark.shows("T13")
def test_the_log_names_the_route_and_never_the_token(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "warifu.web"):
        client.get("/c/very-secret-token")
    assert "GET /c/<token> 200" in caplog.text
    assert "very-secret-token" not in caplog.text


def test_scripts_and_styles_come_compressed_and_pages_do_not(client: FlaskClient) -> None:
    accepts = {"Accept-Encoding": "br, gzip"}
    with client.get("/static/css/base.css", headers=accepts) as sheet:
        assert sheet.headers["Content-Encoding"] == "br"
        assert "Accept-Encoding" in sheet.headers["Vary"]
        tag = sheet.headers["ETag"]
    with client.get("/static/css/base.css", headers={**accepts, "If-None-Match": tag}) as again:
        assert again.status_code == 304
    assert "Content-Encoding" not in client.get("/guest", headers=accepts).headers


def test_static_files_are_addressed_by_their_content(client: FlaskClient) -> None:
    found = re.search(r'href="(/static/css/base\.css\?v=[0-9a-f]{12})"', client.get("/guest").text)
    assert found
    with client.get(found.group(1)) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    with client.get("/static/css/base.css") as answer:
        assert answer.headers["Cache-Control"] == "public, no-cache"
