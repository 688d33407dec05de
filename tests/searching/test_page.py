"""文書管理 as an archive: everything by GET, everything in the address."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from contracts.fiscal_year import fiscal_year
from contracts.stage import Stage
from database.contract import Contract
from database.engine import now_of
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from webapp.management.presets import FISCAL_YEAR_ENDS, end_of_month
from webapp.texts.dates import civil_day


def ends(office: Office, title: str, day: date) -> None:
    with office.opened.database.writing() as session:
        session.scalars(select(Contract).where(Contract.title == title)).one().ends_on = day


def concluded(office: Office, title: str) -> None:
    """Mark the row: the list reads nothing else of a conclusion."""
    with office.opened.database.writing() as session:
        session.scalars(select(Contract).where(Contract.title == title)).one().stage = Stage.CONCLUDED


def sent(office: Office, title: str, company: str = "株式会社青葉", day: date | None = None) -> None:
    office.sent(Plan(company=company, kind="corporate_informal", name="佐藤 一郎"), title=title)
    if day:
        ends(office, title, day)


def today(office: Office) -> date:
    with office.opened.database.reading() as session:
        return civil_day(now_of(session))


def looks(clerk: Clerk, **query: str) -> list[str]:
    """Open the archive and return the titles of its list, in order."""
    clerk.at = clerk.client.get("/contracts", query_string=query)
    return list(_titles(clerk.text))


def _titles(text: str) -> Iterator[str]:
    for row in text.split('<th scope="row">')[1:]:
        yield re.sub("<[^>]+>", "", row.split("</a>")[0]).strip()


def link(clerk: Clerk, label: str) -> dict[str, str]:
    """Return the parameters of the link with this label."""
    before, _, _ = clerk.text.partition(f">{label}</a>")
    address = before.rpartition('href="')[2].partition('"')[0]
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.mark.shows("SR-03", "SR-04")
def test_the_box_finds_whatever_the_spelling(clerk: Clerk, office: Office) -> None:
    sent(office, "保証契約", "ABC家賃保証株式会社")
    sent(office, "売買契約", "株式会社髙島商事")
    assert looks(clerk, q="ＡＢＣ") == ["保証契約"]
    assert looks(clerk, q="高島商事") == ["売買契約"]
    assert looks(clerk, counterparty="高島商事（株）") == ["売買契約"]
    assert set(looks(clerk, q="㈱")) == {"保証契約", "売買契約"}
    assert set(looks(clerk, q="山田 花子")) == {"保証契約", "売買契約"}
    assert looks(clerk, q="契約 -保証") == ["売買契約"]


@pytest.mark.shows("CL-45")
def test_a_part_of_the_title_or_of_the_company_is_enough(clerk: Clerk, office: Office) -> None:
    sent(office, "建物賃貸借契約書（更新）", "株式会社青葉不動産")
    sent(office, "秘密保持契約書", "みどり商店")
    assert looks(clerk, q="賃貸借") == looks(clerk, q="葉不動") == ["建物賃貸借契約書（更新）"]
    assert looks(clerk, q="保持") == looks(clerk, counterparty="り商") == ["秘密保持契約書"]
    assert set(looks(clerk, q="契約書")) == {"建物賃貸借契約書（更新）", "秘密保持契約書"}
    assert looks(clerk, q="賃貸借 みどり") == []


@pytest.mark.shows("SR-21", "UX-03")
def test_every_way_to_write_a_day_gives_the_same_list(clerk: Clerk, office: Office) -> None:
    sent(office, "前日まで", day=date(2027, 3, 31))
    sent(office, "当日まで", day=date(2027, 4, 1))
    for typed in ("2027/4/1", "2027-04-01", "20270401", "２０２７年４月１日", "令和9年4月1日", "R9.4.1"):
        assert looks(clerk, expires_from=typed) == ["当日まで"]
        assert 'value="2027/04/01"' in clerk.text
    assert looks(clerk, expires_to="R9.3.31") == ["前日まで"]


def test_a_day_typed_wrongly_is_shown_again_with_what_is_wrong(clerk: Clerk, office: Office) -> None:
    sent(office, "賃貸借契約")
    assert looks(clerk, q="賃貸", expires_from="平成40年1月1日") == []
    assert clerk.at is not None
    assert clerk.at.status_code == 422
    assert 'value="平成40年1月1日"' in clerk.text
    assert 'value="賃貸"' in clerk.text
    assert "日付を読み取れません。" in clerk.text
    assert '<details class="fold" open>' in clerk.text
    assert looks(clerk, expires_from="2027-05-01", expires_to="2027-04-01") == []
    assert "「この日から」より前の日です" in clerk.text


@pytest.mark.shows("UX-04")
def test_a_preset_asks_for_the_days_it_names(clerk: Clerk, office: Office) -> None:
    now = today(office)
    sent(office, "まもなく", day=now + timedelta(days=30))
    sent(office, "そのうち", day=now + timedelta(days=31))
    looks(clerk, q="保証 | 契約")
    kept = {"q": "保証 | 契約"}
    assert link(clerk, "今月中") == kept | {
        "expires_from": now.replace(day=1).isoformat(),
        "expires_to": end_of_month(now).isoformat(),
    }
    looks(clerk)
    assert looks(clerk, **link(clerk, "30日以内")) == ["まもなく"]
    assert 'aria-current="true">30日以内' in clerk.text.replace("\n", "")
    assert looks(clerk, **link(clerk, "60日以内")) == ["まもなく", "そのうち"]


@pytest.mark.shows("UX-04")
def test_a_fiscal_year_is_april_to_march() -> None:
    assert fiscal_year(date(2027, 3, 31), FISCAL_YEAR_ENDS) == (date(2026, 4, 1), date(2027, 3, 31))
    assert fiscal_year(date(2027, 4, 1), FISCAL_YEAR_ENDS) == (date(2027, 4, 1), date(2028, 3, 31))
    assert end_of_month(date(2028, 2, 1)) == date(2028, 2, 29)
    assert end_of_month(date(2026, 12, 31)) == date(2026, 12, 31)


def test_each_condition_is_a_chip_that_takes_it_away(clerk: Clerk, office: Office) -> None:
    sent(office, "保証契約")
    query = {
        "q": "保証",
        "counterparty": "青葉",
        "expires_from": "2027-04-01",
        "stage": "concluded",
        "size": "50",
    }
    assert looks(clerk, **query) == []
    assert "条件に合う契約はありません" in clerk.text
    chips = clerk.text.partition('class="chips"')[2].partition("</section>")[0]
    assert [part.partition("<")[0] for part in chips.split('chip__label">')[1:]] == [
        "キーワード",
        "相手方",
        "契約終了日",
        "状態",
    ]
    assert link(clerk, "すべて解除") == {"size": "50"}
    assert looks(clerk, q="保証", counterparty="青葉") == ["保証契約"]


def test_the_order_follows_the_end_date_when_it_is_asked_for(clerk: Clerk, office: Office) -> None:
    sent(office, "先に終わる", day=date(2027, 5, 1))
    sent(office, "後で終わる", day=date(2027, 6, 1))
    assert looks(clerk) == ["後で終わる", "先に終わる"]
    assert looks(clerk, expires_from="2027-01-01") == ["先に終わる", "後で終わる"]
    assert looks(clerk, order="ends") == ["先に終わる", "後で終わる"]
    assert looks(clerk, expires_from="2027-01-01", order="submitted") == ["後で終わる", "先に終わる"]


@pytest.mark.shows("UX-23")
def test_pages_keep_the_search(clerk: Clerk, office: Office) -> None:
    for number in range(21):
        sent(office, f"保証契約{number:02d}")
    assert len(looks(clerk, q="保証")) == 20
    assert "全21件" in clerk.text
    assert link(clerk, "次へ") == {"q": "保証", "page": "2"}
    assert len(looks(clerk, q="保証", page="2")) == 1
    assert len(looks(clerk, q="保証", size="50")) == 21
    assert link(clerk, "100件") == {"q": "保証", "size": "100"}
    for page in ("0", "-1", "9" * 30, "x"):
        assert clerk.client.get("/contracts", query_string={"page": page}).status_code == 200


@pytest.mark.shows("SR-24", "T37")
def test_nothing_typed_breaks_the_page(clerk: Clerk, office: Office) -> None:
    sent(office, "100%保証契約")
    for typed in ("\"*():-%_'", "' OR 1=1 --", "\x00", "ﷺ" * 500, "契約 " * 5000, "|", '"', "<script>"):
        answer = clerk.client.get("/contracts", query_string={"q": typed, "counterparty": typed})
        assert answer.status_code == 200
        assert b"<script>" not in answer.data.replace(b"<script src", b"")


def test_days_left_are_said_of_what_is_concluded_and_of_nothing_else(clerk: Clerk, office: Office) -> None:
    now = today(office)
    for title, days in (("きのう", -1), ("きょう", 0), ("あした", 1)):
        sent(office, title, day=now + timedelta(days=days))
        concluded(office, title)
    sent(office, "まだ締結前", day=now + timedelta(days=7))
    looks(clerk)
    for words in ("終了", "本日まで", "あと1日"):
        assert words in clerk.text
    assert "あと7日" not in clerk.text


def test_a_draft_is_found_by_what_its_owner_typed_last(clerk: Clerk) -> None:
    path = f"/drafts/{clerk.drafts('建物賃貸借契約書')}"
    assert looks(clerk, q="佐藤 建物") == ["建物賃貸借契約書"]
    clerk.opens(path)
    party = clerk.parties()[0]
    clerk.sends(path, title="土地売買契約書", memo="原本は金庫", **{f"party-{party}-name": "田中 次郎"})
    assert looks(clerk, q="佐藤") == looks(clerk, q="建物") == []
    assert looks(clerk, q="田中 金庫", counterparty="田中次郎") == ["土地売買契約書"]
    clerk.opens(path)
    clerk.sends(path, remove=party)
    assert looks(clerk, q="田中") == []


@pytest.mark.shows("SR-20")
def test_a_sent_contract_is_found_by_its_number(clerk: Clerk, office: Office) -> None:
    sent(office, "保証契約")
    with office.opened.database.reading() as session:
        number = session.scalars(select(Contract.number)).one() or ""
    assert looks(clerk, q=number) == looks(clerk, q=number.replace("-", "－")) == ["保証契約"]
