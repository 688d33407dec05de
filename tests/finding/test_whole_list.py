"""The list as a file, the days that are asked for again and again, and the same search by the API."""

import csv
import re
from datetime import date

import pytest
from sqlalchemy import select

from contracts.fiscal_year import fiscal_year
from database.audit import AuditEvent
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.finding.shelf import today_of
from tests.lists.looking import titles
from webapp.management import whole_list


@pytest.mark.shows("UX-19")
def test_the_sheet_has_every_hit_in_the_order_of_the_list(
    reader: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_list, "AT_ONCE", 3)
    shown = titles(reader, q="契約", columns="number,others,notice_by,auto_renews")
    answer = reader.client.get("/contracts.csv?q=契約&columns=number,others,notice_by,auto_renews")
    rows = list(csv.reader(answer.data.decode("utf-8-sig").splitlines()))
    assert rows[0] == ["文書名", "契約番号", "相手方", "更新拒絶期限", "自動更新"]
    assert [row[0] for row in rows[1:]] == shown
    assert {row[4] for row in rows[1:]} == {"あり", "なし", "未確認"}
    with office.opened.database.reading() as session:
        told = session.scalars(select(AuditEvent).where(AuditEvent.code == "list_downloaded")).all()
    assert f'"rows":{len(shown)}' in told[-1].facts.replace(" ", "")


@pytest.mark.shows("T33")
def test_shift_jis_names_the_letters_it_would_lose_before_it_loses_them(
    reader: Clerk, stranger: Clerk
) -> None:
    assert reader.client.get("/contracts.csv?encoding=cp932").status_code == 200
    assert reader.client.get("/contracts.csv?encoding=utf-16").status_code == 404
    stranger.opens("/contracts.csv?q=合併&encoding=cp932")
    assert stranger.at is not None
    assert (stranger.at.status_code, "𠮷" in stranger.text) == (409, True)
    link = re.search(r'href="(/contracts.csv[^"]+replace=yes)"', stranger.text)
    assert link is not None
    assert "〓野との合併" in stranger.client.get(link[1]).data.decode("cp932")


def test_more_than_a_file_holds_is_refused_and_not_cut_off(
    reader: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_list, "MOST_LISTED", 3)
    reader.opens("/contracts.csv?q=契約")
    assert "CSVに保存できるのは3件までです" in reader.text
    assert reader.client.get("/contracts.csv?q=京都").status_code == 200


@pytest.mark.shows("UX-04")
def test_a_year_ends_with_the_month_the_organisation_closes_its_books() -> None:
    assert fiscal_year(date(2026, 11, 22), 3) == (date(2026, 4, 1), date(2027, 3, 31))
    assert fiscal_year(date(2026, 11, 22), 12) == (date(2026, 1, 1), date(2026, 12, 31))
    assert fiscal_year(date(2026, 11, 22), 2) == (date(2026, 3, 1), date(2027, 2, 28))
    assert fiscal_year(date(2028, 2, 29), 2) == (date(2027, 3, 1), date(2028, 2, 29))
    assert fiscal_year(date(2026, 11, 30), 11) == (date(2025, 12, 1), date(2026, 11, 30))


def test_both_ends_and_notices_have_their_days_ahead(reader: Clerk, office: Office) -> None:
    reader.opens("/contracts")
    today = today_of(office)
    for name in ("expires", "notice"):
        assert f"{name}_from={today}&{name}_to={today}" in reader.text
    assert titles(reader, notice_from=f"{today}", order="notice") == [
        "建物賃貸借契約書（渋谷倉庫）",
        "業務委託基本契約書",
    ]
