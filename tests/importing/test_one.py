"""1件ずつ登録: what was concluded elsewhere becomes a contract of the archive (MK-09)."""

from datetime import date
from io import BytesIO

import pytest

from contracts.stage import Stage
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.importing.making import contracts_kept, scan

PAGE = "/imports/one"


def registers_one(clerk: Clerk, **typed: object) -> None:
    clerk.opens(PAGE)
    given: dict[str, object] = {
        "file": (BytesIO(scan(1)), "基本契約.pdf"),
        "title": "取引基本契約書",
        "counterparties": "株式会社甲商事\n乙川 次郎",
        "agreed_on": "令和6年4月1日",
        "ends_on": "2030/3/31",
        "amount": "1,200,000円",
        "stored_at": "本社書庫",
        "box": "A-12",
        "received_on": "2024-04-05",
        **typed,
    }
    clerk.sends(PAGE, **given)


@pytest.mark.shows("MK-09")
def test_a_paper_contract_is_registered_with_its_facts_and_found_in_the_archive(
    clerk: Clerk, office: Office
) -> None:
    registers_one(clerk)
    [contract] = contracts_kept(office)
    assert clerk.path == f"/contracts/{contract.public_id}"
    assert (contract.stage, contract.title, contract.number) == (
        Stage.IMPORTED,
        "取引基本契約書",
        "2026-000001",
    )
    assert (contract.agreed_on, contract.ends_on) == (date(2024, 4, 1), date(2030, 3, 31))
    assert (contract.amount, contract.stored_at, contract.box) == (1_200_000, "本社書庫", "A-12")
    assert (contract.traded_on, contract.concluded_at) == (date(2024, 4, 1), None)
    assert [one.company for one in contract.parties if not one.own] == ["株式会社甲商事", "乙川 次郎"]
    assert "登録済み（外部締結）" in clerk.text
    assert "割符の合意証明書はありません" in clerk.text
    clerk.opens("/contracts?q=甲商事&stage=imported")
    assert "取引基本契約書" in clerk.text


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(
    clerk: Clerk, office: Office
) -> None:
    registers_one(clerk, agreed_on="十月のいつか", title="消えない名前")
    assert "日付として読み取れません" in clerk.text
    assert 'value="消えない名前"' in clerk.text
    assert contracts_kept(office) == []


def test_a_file_that_is_no_pdf_is_refused_and_nothing_typed_is_lost(clerk: Clerk, office: Office) -> None:
    registers_one(clerk, file=(BytesIO(b"PK\x03\x04 a workbook"), "表.pdf"), box="Z-99")
    assert "PDFではないファイルです" in clerk.text
    assert 'value="Z-99"' in clerk.text
    assert contracts_kept(office) == []


def test_the_same_form_sent_twice_registers_once(clerk: Clerk, office: Office) -> None:
    clerk.opens(PAGE)
    form = clerk.fields(PAGE)
    for _ in range(2):
        data = {**form, "file": (BytesIO(scan(1)), "契約.pdf"), "title": "一度だけ", "counterparties": "甲"}
        clerk.client.post(PAGE, data=data)
    assert len(contracts_kept(office)) == 1
