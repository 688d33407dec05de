"""Whatever stands in an address: an answer, or a sentence that says what is wrong, with what was typed."""

from urllib.parse import quote

import pytest

from tests.desk.site import Clerk
from tests.seeing.crowd import TITLED
from tests.seeing.laying import Crowd
from webapp.management.seeking import SPANS

READER = "boss@sample.example"
TYPED = (
    *(
        "あ" * 10_000,
        "倉庫 " * 3_000,
        "\"*():-%_'",
        '"" | OR - - -""',
        "\x00倉\x00庫",
        "\u202e倉庫\u200f\ufffe",
    ),
    *(
        "👩‍👩‍👧",
        "か\u3099" * 90,
        "' OR 1=1 -- NEAR(倉 庫)",
        "倉庫\r\nSet-Cookie: x=1",
        "e\u0301" * 150,
        "ﷺ" * 200,
    ),
)
BROKEN = ("%ED%A0%80%FF%FE%E5%80", "%", "%00")
"""Half a surrogate pair, half a character, no character."""
WORDS = ("q", "counterparty", "company", "number", "item_value")
NAMES = (
    "folder",
    "tag",
    "owner",
    "type",
    "item",
    "stage",
    "life",
    "lacking",
    "party",
    "kept_as",
    "renews",
    "order",
)
NUMBERS = ("1" + 12 * "0", "-1", "1e9", "٣²", "9" * 5000, "%00")


@pytest.fixture(scope="module")
def clerk(crowd: Crowd) -> Clerk:
    return crowd.clerk(READER)


def answered(clerk: Clerk, path: str) -> str:
    clerk.at = clerk.client.get(path)
    assert clerk.at.status_code in {200, 404, 422}, path[:200]
    return clerk.at.text


def everywhere(names: tuple[str, ...], typed: str) -> str:
    return "&".join(f"{name}={typed}" for name in names)


@pytest.mark.shows("SR-24")
def test_any_words_find_something_or_nothing_and_stand_in_their_field_again(clerk: Clerk) -> None:
    for typed in (*map(quote, TYPED), *BROKEN):
        assert "<title>" in answered(clerk, f"/contracts?{everywhere(WORDS, typed)}&item=building")
        answered(clerk, f"/contracts/suggestions?q={typed}")
    answered(clerk, f"/contracts?q={quote('-更新 ' + TITLED)}")
    assert f'value="-更新 {TITLED}"' in clerk.text


def test_names_that_are_none_find_nothing_or_are_left_out(clerk: Clerk) -> None:
    for typed in ("%00", "%ED%A0%80", quote("あ" * 5000)):
        answered(clerk, f"/contracts?item={typed}")
        answered(clerk, f"/contracts?{everywhere(NAMES, typed)}")
    for path in ("/contracts/views/%00", "/contracts/%00", "/contracts/%ED%A0%80", "/contracts/views/%FF"):
        assert "<title>" in answered(clerk, path)


def test_numbers_that_are_none_are_the_usual_ones(clerk: Clerk) -> None:
    for number in NUMBERS:
        answered(clerk, f"/contracts?{everywhere(('page', 'size', 'waiting'), number)}")
        assert clerk.at is not None
        assert clerk.at.status_code == 200


def test_a_page_behind_the_last_says_so_and_leads_to_the_first(clerk: Clerk) -> None:
    for query in ("view=all", f"q={quote(TITLED)}"):
        page = answered(clerk, f"/contracts?{query}&page=99999")
        assert "このページに表示する契約はありません" in page
        assert "契約はまだありません" not in page
        assert "条件に合う契約はありません" not in page
        assert f'href="/contracts?{query}"' in page


def test_a_limit_that_is_none_is_told_beside_its_field_and_kept(clerk: Clerk) -> None:
    limits = tuple(f"{name}_from" for name in SPANS)
    for typed in ("2026-13-45", "<b>", "9" * 30, "\x00x", "平成99年1月1日", "\u202e1202"):
        page = answered(clerk, f"/contracts?{everywhere(limits, quote(typed))}&q={TITLED}")
        assert page.count('aria-invalid="true"') == page.count("読み取れません。") == len(limits)
        assert f'value="{TITLED}"' in page
        sheet = clerk.client.get(f"/contracts.csv?starts_from={quote(typed)}&q={TITLED}")
        assert sheet.status_code == 302, "an empty sheet would say that there is nothing"
        assert "starts_from=" in sheet.location


def test_what_is_cut_is_said(clerk: Clerk) -> None:
    told = "はじめの200文字、20語までで探しました"
    for typed in ("あ" * 201, "倉庫 " * 21):
        assert told in answered(clerk, f"/contracts?q={quote(typed)}")
        assert told in answered(clerk, f"/contracts?counterparty={quote(typed)}")
    for typed in ("あ" * 200, "倉庫 " * 20, "倉庫"):
        assert told not in answered(clerk, f"/contracts?q={quote(typed)}")


def test_the_api_answers_or_says_which_parameter_it_cannot_read(crowd: Crowd) -> None:
    bearer, caller = {"Authorization": f"Bearer {crowd.tokens[READER]}"}, crowd.caller
    for typed in (*map(quote, TYPED[2:]), *BROKEN):
        words = everywhere(("q", "counterparty", "company", "number", "item", "item_value"), typed)
        assert caller.get(f"/api/v1/contracts?{words}&facets=yes", headers=bearer).status_code == 200
    for name in ("type", "stage", "life", "order", "page", "expires_from", "amount_to"):
        answer = caller.get(f"/api/v1/contracts?{name}=%00%F0%9F%80%84", headers=bearer)
        assert answer.status_code == 422
        assert name in answer.text
