import pytest
from jinja2 import UndefinedError

from adapters.settings import LONGEST_SMS_SITE
from adapters.sms import SMS_NAMES, SMS_TEMPLATES, SmsRenderer
from adapters.sms.shortening import SEGMENT, units

RENDERER = SmsRenderer()
TOKEN = "A" * 22
SENDERS = ("株式会社あおぞら不動産", "東京都千代田区役所総務部契約課", "𠮷野家𠮷野家𠮷野家", "Aozora Ltd")
CODE, COMMENT = "493817", "カナリアのコメント"
WITH_A_CODE = "auth_code"
WITH_A_LINK = ("agreed", "concluded", "extended", "news", "reminder", "sign_request")


def text(name: str, language: str, sender: str = SENDERS[0], site: str = "https://w.example.jp") -> str:
    facts: dict[str, object] = {
        "sender_organization": sender,
        "expires_on": "2026-12-10",
        "url": f"{site}/s/{TOKEN}",
        "comment": COMMENT,
        "access_code": "CANARY",
    }
    return RENDERER.render(
        name, facts | ({"code": CODE, "minutes": 10} if name == WITH_A_CODE else {}), language
    )


@pytest.mark.shows("IM-51")
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", SMS_NAMES)
@pytest.mark.parametrize("sender", SENDERS)
def test_an_sms_is_one_segment_with_a_whole_link_and_neither_comment_nor_code(
    name: str, language: str, sender: str
) -> None:
    written = text(name, language, sender)
    assert units(written) <= SEGMENT
    assert "\n" not in written
    assert COMMENT not in written
    assert "CANARY" not in written
    assert (f"https://w.example.jp/s/{TOKEN}" in written.split(" ")[-1]) == (name in WITH_A_LINK)
    assert (CODE in written) == (name == WITH_A_CODE)
    assert sender.removeprefix("株式会社")[:3] in written


def test_the_golden_texts() -> None:
    site = "https://w.example.jp"
    url = f"{site}/s/{TOKEN}"
    assert text("sign_request", "ja") == f"株式会社あおぞら不動産:契約確認12/10迄 {url}"
    assert text("sign_request", "en") == f"あおぞら不動産: sign by 10 Dec {url}"
    assert text("sign_request", "ja", "あおぞら", "http://127.0.0.1") == (
        f"あおぞらより契約書類のご確認のお願いです。期限12/10 http://127.0.0.1/s/{TOKEN}"
    )
    assert text("sign_request", "ja", SENDERS[1]) == f"東京都千代田区役所総務部…:契約確認12/10迄 {url}"
    assert text("auth_code", "ja") == (
        "株式会社あおぞら不動産の認証コードは 493817 です（10分間有効）。ほかの人に教えないでください。"
    )
    assert text("auth_code", "en") == "493817: code for 株式会社あおぞら不動産, 10 min"


@pytest.mark.parametrize("name", SMS_NAMES)
def test_the_longest_site_of_the_settings_still_leaves_one_segment(name: str) -> None:
    longest = "https://" + "k" * (LONGEST_SMS_SITE - 8)
    assert units(text(name, "ja", SENDERS[1], longest)) <= SEGMENT
    assert units(text("sign_request", "ja", SENDERS[1], longest + "k")) > SEGMENT


def test_a_link_is_never_cut_but_goes_in_two_segments() -> None:
    site = "https://keiyaku.kanri.aozora-fudosan.example.jp"
    written = text("sign_request", "ja", SENDERS[0], site)
    assert written == f"{SENDERS[0]}:契約確認12/10迄 {site}/s/{TOKEN}"


@pytest.mark.parametrize("name", SMS_NAMES)
def test_every_template_is_there_in_both_languages_and_leaves_no_place_empty(name: str) -> None:
    assert {path.name for path in (SMS_TEMPLATES / name).iterdir()} == {
        "brief.en.txt", "brief.ja.txt", "text.en.txt", "text.ja.txt",
    }  # fmt: skip
    with pytest.raises((UndefinedError, KeyError)):
        RENDERER.render(name, {"sender_organization": ""} if name in (*WITH_A_LINK, WITH_A_CODE) else {})


def test_what_is_not_seen_does_not_pass_into_a_text() -> None:
    assert "〇 Bank:" in text("sign_request", "ja", "〇\u202e\n Bank")
