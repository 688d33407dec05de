import pytest
from flask.testing import FlaskClient

from tests.shell.posting import token_from

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "https://localhost"},
]
OWN = [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {"Origin": "null"}]


@pytest.mark.shows("T21")
@pytest.mark.parametrize("headers", FOREIGN)
def test_a_post_from_another_site_is_refused_even_with_a_token(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    form = {"csrf_token": token_from(client), "words": "同意"}
    assert client.post("/echo", data=form, headers=headers).status_code == 403


@pytest.mark.shows("T21")
@pytest.mark.parametrize("headers", OWN)
def test_a_post_without_a_token_is_refused_wherever_it_comes_from(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    assert client.post("/echo", data={"words": "同意"}, headers=headers).status_code == 400


@pytest.mark.parametrize("headers", OWN)
def test_a_post_of_our_own_page_passes(client: FlaskClient, headers: dict[str, str]) -> None:
    form = {"csrf_token": token_from(client), "words": "同意"}
    assert client.post("/echo", data=form, headers=headers).text == "同意"


def test_a_lost_token_is_explained_in_our_own_words(client: FlaskClient) -> None:
    page = client.post("/echo", data={}).text
    assert "画面の有効期限が切れました" in page
    assert "この操作は行われていません" in page
    assert "CSRF" not in page
