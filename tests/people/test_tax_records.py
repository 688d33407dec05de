"""電子帳簿保存法: what the organisation says it does, never more than its timestamps allow (AD-21)."""

import json

import pytest
from sqlalchemy import select

from adapters.settings import Settings
from database.audit import AuditEvent
from database.policies import policies_of
from tests.access.house import House
from tests.desk.cases import sent_by
from tests.desk.site import Clerk

PAGE = "/tax-records"
SHUT = "①と②は選べません。"


def told(house: House, code: str) -> list[dict[str, object]]:
    with house.office.opened.database.reading() as session:
        rows = session.scalars(
            select(AuditEvent).where(AuditEvent.code == code).order_by(AuditEvent.sequence)
        )
        return [json.loads(row.facts) for row in rows]


def measures(house: House) -> tuple[str, int]:
    with house.office.opened.database.reading() as session:
        held = policies_of(session, house.office.organization.id)
    return held.truthfulness, held.fiscal_month


@pytest.mark.shows("AD-21", "LW-12")
def test_measures_that_need_an_accredited_timestamp_are_refused_with_the_reason(
    administrator: Clerk, house: House
) -> None:
    administrator.opens(PAGE)
    assert "認定タイムスタンプではありません（検証用TSA）" in administrator.text
    assert SHUT in administrator.text
    assert administrator.sends(PAGE, measures=["1", "3"], fiscal_month="3").status_code == 409
    assert measures(house) == ("", 0)
    assert administrator.sends(PAGE, measures=["3", "4"], fiscal_month="3").status_code == 200
    assert measures(house) == ("3 4", 3)
    assert told(house, "policies_changed")[-1]["names"] == "fiscal_month truthfulness"


@pytest.mark.shows("AD-21")
def test_with_an_accredited_authority_every_measure_can_be_taken(
    administrator: Clerk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "accredited_provider", "株式会社第一時刻認証")
    administrator.opens(PAGE)
    assert "認定タイムスタンプ（株式会社第一時刻認証）" in administrator.text
    assert SHUT not in administrator.text
    assert administrator.sends(PAGE, measures=["1", "2"], fiscal_month="12").status_code == 200
    assert measures(house) == ("1 2", 12)


@pytest.mark.shows("AD-21")
def test_a_contract_is_an_electronic_transaction_until_somebody_says_otherwise_and_is_found_by_it(
    administrator: Clerk, house: House
) -> None:
    first, second = (sent_by(administrator, house.office, title) for title in ("電子の契約書", "紙の契約書"))
    path = f"/contracts/{second.contract}/metadata"
    administrator.opens(path)
    administrator.sends(path, kept_as="paper")
    assert "紙原本" in administrator.text
    assert told(house, "metadata_changed")[-1]["items"] == "kept_as"
    for kept_as, found, other in (("paper", second, first), ("electronic", first, second)):
        administrator.opens(f"/contracts?kept_as={kept_as}")
        assert f"/contracts/{found.contract}" in administrator.text
        assert f"/contracts/{other.contract}" not in administrator.text
    sheet = administrator.client.get("/contracts.csv?kept_as=paper&columns=kept_as").data.decode("utf-8-sig")
    assert [line.split(",")[-1].strip('"') for line in sheet.splitlines()] == ["保存区分", "紙原本"]
    administrator.opens("/contracts?kept_as=scan")
    assert "/contracts/" + first.contract not in administrator.text
