"""交付の記録: who received which document when, that it prints, and how to check it (LW-35)."""

import csv
from io import StringIO

import pytest

from contracts.letters import LinkPurpose
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor, create_site
from tests.counterparty.test_delivery import concluded_lease
from tests.desk.site import Clerk


@pytest.mark.shows("LW-35")
def test_the_report_says_who_received_which_document_when_and_how_it_is_checked(
    clerk: Clerk, office: Office
) -> None:
    sent = concluded_lease(office)
    visitor = Visitor(create_site(office))
    visitor.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    visitor.opens("/c/delivery")
    before, _ = report(clerk, sent.contract)
    assert (before["回答"], before["電子で受け取った日時"]) == ("まだ回答していません", "")
    visitor.sends("/c/delivery", answer="consented")
    visitor.sends("/c/delivery", answer="delivered")
    clerk.opens(f"/contracts/{sent.contract}")
    assert "交付の記録をCSVで保存" in clerk.text
    received, count = report(clerk, sent.contract)
    assert count == 1
    assert (received["当事者"], received["役割"]) == ("佐藤 一郎", "借主")
    assert (received["書面"], received["文書名"]) == (
        "37条書面（宅地建物取引業法）",
        "建物賃貸借契約書（更新）",
    )
    assert received["回答"] == "電子で受け取りました"
    assert received["電子で受け取った日時"].endswith("+09:00")
    assert received["出力"] == "PDF（印刷できます）"
    assert received["変更の確認方法"] == "電子署名とタイムスタンプ（検証ページ）"


def report(clerk: Clerk, contract: str) -> tuple[dict[str, str], int]:
    """Return the first line and how many there are; the guarantor is not asked and stands in none."""
    answer = clerk.client.get(f"/contracts/{contract}/deliveries.csv")
    rows = list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"))))
    return rows[0], len(rows)
