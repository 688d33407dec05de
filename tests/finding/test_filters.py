"""Every filter of 文書管理 that people look for contracts by, alone and with others."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlencode

import pytest
from sqlalchemy import select

from contracts.finding import words_from
from contracts.finding.marking import pieces
from contracts.finding.relevance import Hit, rank
from database.contract import Contract
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.finding.papers import AOBA
from tests.finding.shelf import today_of
from tests.lists.looking import chips_of, named, titles

TAKASHIMA = ["建物賃貸借契約書（新宿ビル３階）", "建物賃貸借契約書（渋谷倉庫）", "秘密保持契約書"]


@pytest.mark.shows("SR-17")
@pytest.mark.parametrize("typed", ["㈱髙島商事", "高島商事（株）", "ﾀｶｼﾏ", "株式会社 高島商事", "高島 商事"])
def test_a_counterparty_in_any_spelling_and_the_next_ninety_days_and_an_amount(
    reader: Clerk, office: Office, typed: str
) -> None:
    today = today_of(office)
    span = {"expires_from": f"{today}", "expires_to": f"{today + timedelta(days=90)}"}
    found = [] if typed == "ﾀｶｼﾏ" else TAKASHIMA[:2]
    assert titles(reader, counterparty=typed, **span) == found
    assert titles(reader, counterparty=typed, amount_from="200万円", **span) == found[1:]


@pytest.mark.parametrize(
    "typed", [AOBA, "７０００-０１２０-５０００２", "0120 50002", "aoba.example", "＠AOBA.example"]
)
def test_a_counterparty_is_found_by_its_corporate_number_and_its_mail_domain(
    reader: Clerk, typed: str
) -> None:
    assert "業務委託基本契約書" in titles(reader, counterparty=typed)
    assert "保守契約書（京都支店）" not in titles(reader, counterparty="abc-guarantee.example")


def test_one_company_is_all_its_spellings_and_no_other(reader: Clerk) -> None:
    assert set(titles(reader, company="株式会社髙島商事")) == set(TAKASHIMA)
    assert chips_of(reader) == {"相手方（会社）": "株式会社髙島商事"}
    assert titles(reader, company="高島") == titles(reader, company="㈱") == []


@pytest.mark.shows("MK-86")
def test_notice_renewal_number_and_own_items_narrow_alone_and_together(reader: Clerk, office: Office) -> None:
    today = today_of(office)
    assert titles(reader, notice_from=f"{today}", notice_to=f"{today + timedelta(days=30)}") == TAKASHIMA[1:2]
    assert titles(reader, renews="yes", order="-ends") == TAKASHIMA[1::-1]
    assert titles(reader, renews="no") == ["業務委託基本契約書"]
    assert len(titles(reader, renews="unknown")) == 7
    assert titles(reader, number="２０２５-") == ["青葉との覚書"]
    assert titles(reader, item="building", item_value="渋谷") == TAKASHIMA[1:2]
    assert titles(reader, item="floor", item_value="３") == TAKASHIMA[:1]
    assert titles(reader, item="use", item_value="倉") == []
    assert set(titles(reader, item="building")) == set(TAKASHIMA[:2])
    assert list(chips_of(reader).items()) == [("独自の項目", "物件名：入力あり")]
    assert titles(reader, item="use", item_value="倉庫", renews="yes", number="000002") == TAKASHIMA[1:2]
    assert titles(reader, item="nonsense", item_value='"; --') == []


@pytest.mark.shows("MK-85")
def test_an_id_is_meant_whole_and_a_number_is_found_by_a_part(reader: Clerk, office: Office) -> None:
    with office.opened.database.reading() as session:
        query = select(Contract.public_id).where(Contract.title == "秘密保持契約書")
        public_id = session.scalars(query).one()
    assert titles(reader, q=public_id) == titles(reader, q=public_id.upper()) == ["秘密保持契約書"]
    assert titles(reader, q=public_id[:-1]) == []
    assert titles(reader, q="2026-00001") == ["業務委託基本契約書"]
    assert titles(reader, q="ａｂｃ家賃") == titles(reader, q="ABC家賃") == ["家賃保証委託契約書"]


@pytest.mark.shows("SR-14")
def test_what_is_named_so_comes_before_what_only_mentions_it(reader: Clerk) -> None:
    assert titles(reader, q="高島商事")[-1] == "業務委託基本契約書"
    assert titles(reader, q="京都") == ["保守契約書（京都支店）", "東京都内の保守契約書"]
    assert "関連度順" in reader.text.partition('class="orders"')[2].partition("</summary>")[0]
    assert titles(reader, q="京都", order="title") == ["保守契約書（京都支店）", "東京都内の保守契約書"]
    assert titles(reader, q="京都", order="-relevance")[0] == "東京都内の保守契約書"


def test_places_are_ranked_as_the_rules_say() -> None:
    words = words_from("青葉")

    def ranked(title: str = "", name: str = "", number: str = "", memo: str = "") -> tuple[int, int, int]:
        return rank(words, Hit(title, (name,), number, f"{title}\n{number}\n{name}\n{memo}", name))

    of = [ranked(title="青葉"), ranked("甲", "青葉"), ranked("甲", number="青葉"), ranked("甲", memo="青葉")]
    assert of == sorted(of)
    assert len(set(of)) == 4
    assert ranked("甲") == (1, 4, 1)
    assert ranked(title="青葉") < ranked(title="若青葉")


def test_hits_are_marked_in_their_own_spelling(reader: Clerk) -> None:
    titles(reader, q="高島 第12条")
    titles(reader, q="高島商事", counterparty="（株）高島商事")
    assert "株式会社<mark>髙島商事</mark>" in reader.text
    titles(reader, q="2026-000001")
    assert "<mark>2026-000001</mark>" in reader.text
    assert [one.text for one in pieces("第十二条のＡＢＣ", words_from("第12条 abc")) if one.is_hit] == [
        "第十二条",
        "ＡＢＣ",
    ]
    assert "".join(one.text for one in pieces("<b>㌔㌘</b>", words_from("キロ b"))) == "<b>㌔㌘</b>"
    assert titles(reader, q="<mark>") == []
    assert reader.at is not None
    assert b"<mark>" not in reader.at.data


def test_every_filter_survives_in_the_address_and_in_a_shared_view(reader: Clerk, stranger: Clerk) -> None:
    query = {
        "q": "契約",
        "body": "0",
        "counterparty": "高島",
        "company": "株式会社髙島商事",
        "number": "2026",
        "notice_from": "2020-01-01",
        "renews": "yes",
        "item": "building",
        "item_value": "ビル",
        "order": "amount",
    }
    assert titles(reader, **query) == TAKASHIMA[:1]
    here = reader.text.partition('name="here" value="')[2].partition('"')[0].replace("&amp;", "&")
    assert set(parse_qs(here)) == set(query)
    reader.opens(f"/contracts/views?{urlencode({'here': here})}")
    reader.sends("/contracts/views", name="髙島の更新", shared="y")
    stranger.opens("/contracts?view=all")
    link = re.search(r'href="(/contracts\?[^"]+)"[^>]*>髙島の更新', stranger.text)
    assert link is not None
    stranger.opens(link[1])
    assert named(stranger) == TAKASHIMA[:1]
    assert list(chips_of(stranger)) == [
        "キーワード",
        "探す範囲",
        "相手方",
        "相手方（会社）",
        "管理番号",
        "更新拒絶期限",
        "自動更新",
        "独自の項目",
    ]


def test_the_list_opens_with_the_view_that_a_person_chose_until_they_give_it_up(stranger: Clerk) -> None:
    stranger.opens("/contracts/views?here=renews%3Dno")
    stranger.sends("/contracts/views", name="自動更新なし")
    stranger.opens("/contracts/views")
    path = re.search(r'action="(/contracts/views/[0-9a-f-]{36}/opening)"', stranger.text)
    assert path is not None
    stranger.sends(path[1])
    stranger.opens("/contracts")
    assert named(stranger) == ["業務委託基本契約書"]
    assert len(titles(stranger, view="all")) == 12
    stranger.opens("/contracts/views")
    stranger.sends(path[1], everything="yes")
    stranger.opens("/contracts")
    assert len(named(stranger)) == 12
    stranger.opens("/contracts/views")
    stranger.sends(path[1])
    stranger.opens(path[1].replace("opening", "deletion"))
    stranger.sends(path[1].replace("opening", "deletion"))
    stranger.opens("/contracts")
    assert len(named(stranger)) == 12


def test_nothing_found_says_what_to_try(reader: Clerk) -> None:
    assert titles(reader, q="存在しない", body="0", amount_from="100万円") == []
    ways = reader.text.partition('class="ways-out"')[2].partition("</ul>")[0]
    assert "文書の本文からも探す" in ways
    assert "「金額：1,000,000～」を外す" in ways
    assert "別の書き方" in ways
    assert titles(reader, company="高島商") == []
    assert "似た名前の相手方も探す" in reader.text


@pytest.mark.parametrize("span", ["sent", "concluded", "expires", "traded"])
def test_the_ends_of_the_calendar_are_days_like_any_other(reader: Clerk, span: str) -> None:
    """9999/12/31 is what people type for no end."""
    query = {f"{span}_from": "0001/1/1", f"{span}_to": "9999/12/31", "view": "all"}
    assert reader.opens(f"/contracts?{urlencode(query)}").status_code == 200
