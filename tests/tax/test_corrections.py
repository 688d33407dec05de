"""訂正・削除の履歴: every correction, deletion and disposal in one list, and that list in the ZIP (LW-22)."""

import csv
import io
import json
from datetime import date
from itertools import product

import pytest
from sqlalchemy import select

from contracts.metadata import Source
from contracts.tax_keeping import KeptAs
from contracts.tax_visiting import Once, Record, Shown, is_told, tells_of
from database.audit import AuditEvent, Told, append_audit
from database.changing_metadata import Why, change_metadata
from database.contract import Contract
from database.disposal import Disposal, Tombstone
from database.engine import now_of
from database.people import User
from database.queries.tax_visits import told_by
from database.tax_visit import TaxVisit
from tests.access.house import House
from tests.counterparty.office import Sent
from tests.desk.site import Clerk
from tests.tax.conftest import ADMINISTRATOR
from tests.tax.shelf import Shelf, Unpacked, unpacked
from tests.tax.visiting import enters, handed, offers
from webapp.compliance import corrections

LIST, EXPORT = "/tax-visit/corrections", "/contracts/export"
Rows = list[dict[str, str]]


@pytest.fixture
def inspector(house: House, administrator: Clerk) -> Clerk:
    return enters(house, handed(offers(administrator)))


@pytest.mark.shows("LW-22", "NX-07")
def test_a_visitor_sees_each_correction_deletion_and_disposal_of_the_year_in_one_list(
    house: House, shelf: Shelf, inspector: Clerk
) -> None:
    corrects(
        house, shelf.first, {"ends_on": "2030-03-31", "memo": "社内だけの話", "box": "A-1"}, "押し間違い"
    )
    corrects(house, shelf.before, {"ends_on": "2031-03-31"}, "前年度の訂正")
    corrects(house, shelf.secret, {"ends_on": "2032-03-31"}, "秘密の訂正")
    takes_off(house, shelf.last, "見積書.pdf", "別の契約の見積書")
    disposes(house, "廃棄した契約書", date(2025, 5, 1))
    disposes(house, "前年度の廃棄", date(2024, 5, 1))
    disposes(house, "親展の廃棄", date(2025, 5, 1), confidential=True)
    page = inspector.opens(LIST).text
    for told in (
        "押し間違い",
        "2030/03/31",
        "見積書.pdf",
        "別の契約の見積書",
        "廃棄した契約書",
        "10年が過ぎた",
    ):
        assert told in page, told
    for hidden in ("社内だけの話", "A-1", "前年度の訂正", "秘密の訂正", "前年度の廃棄", "親展の廃棄"):
        assert hidden not in page, hidden
    assert "全3件" in page
    rows = table(inspector.client.get(f"{LIST}.csv", buffered=True).data)
    assert [(row["種類"], row["項目"], row["変更した人"]) for row in rows] == [
        ("契約の廃棄", "契約の記録", "提案：法務 花子、承認：山田 花子"),
        ("書類の削除", "添付書類", "法務 花子"),
        ("記録の訂正", "契約終了日", "法務 花子"),
    ]
    one = inspector.opens(f"{LIST}?record={shelf.first.contract}").text
    assert "押し間違い" in one
    assert "見積書.pdf" not in one
    assert inspector.client.get(f"{LIST}?record={shelf.before.contract}").status_code == 404
    assert codes(house)[-3:] == [
        "tax_visit_corrections_viewed",
        "tax_visit_downloaded",
        "tax_visit_corrections_viewed",
    ]


@pytest.mark.shows("LW-22")
def test_a_record_that_a_correction_moved_out_of_the_year_is_told_of_and_not_opened(
    house: House, shelf: Shelf, inspector: Clerk
) -> None:
    corrects(house, shelf.first, {"agreed_on": "2027-01-01"}, "日付の訂正")
    page = inspector.opens(LIST).text
    assert "2025/04/01" in page
    assert "2027/01/01" in page
    assert "業務委託契約書" in page
    assert f"/tax-visit/records/{shelf.first.contract}" not in page
    assert inspector.client.get(f"/tax-visit/records/{shelf.first.contract}").status_code == 404
    assert "全2件" in inspector.opens("/tax-visit").text


def test_the_rule_and_the_query_tell_of_the_same_corrections(house: House, shelf: Shelf) -> None:
    inside, outside = "2025-06-01", "2027-01-01"
    kinds = frozenset({KeptAs.ELECTRONIC})
    shown = Shown(date(2025, 4, 1), date(2026, 3, 31), kinds)
    visit = TaxVisit(
        organization_id=house.office.organization.id,
        first_day=shown.first_day,
        last_day=shown.last_day,
        kept_as=" ".join(kinds),
        confidential=False,
    )
    once = Once(frozenset({date(2025, 4, 1)}), frozenset({KeptAs.ELECTRONIC}))
    for day, kind in product((inside, outside), (KeptAs.PAPER, KeptAs.ELECTRONIC)):
        corrects(house, shelf.first, {"agreed_on": day, "kept_as": kind.value}, "表")
        record = Record(date.fromisoformat(day), kind)
        assert is_told_of(house, visit, shelf.first) is tells_of(shown, record, once) is True
    house.changes(shelf.first.contract, confidential=True)
    assert is_told_of(house, visit, shelf.first) is False
    corrects(house, shelf.before, {"kept_as": KeptAs.SCAN.value}, "表")
    never = Record(date(2025, 3, 31), KeptAs.SCAN)
    assert is_told_of(house, visit, shelf.before) is tells_of(shown, never, Once()) is False
    assert (is_told("amount"), is_told("memo"), is_told("custom:floor")) == (True, False, False)


@pytest.mark.shows("LW-22", "LW-24")
def test_the_one_act_download_holds_the_history_of_its_records_and_what_was_disposed_of(
    house: House, shelf: Shelf, administrator: Clerk, legal: Clerk
) -> None:
    corrects(house, shelf.first, {"amount": "1,300,000 税込", "memo": "𠮷田様"}, "=押し間違い")
    corrects(house, shelf.before, {"ends_on": "2031-03-31"}, "前年度の訂正")
    disposes(house, "廃棄した契約書", date(2025, 5, 1))
    disposes(house, "前年度の廃棄", date(2024, 5, 1))
    year = "traded_from=2025-04-01&traded_to=2026-03-31"
    zipped = exported(administrator, year)
    rows = table(zipped.files["corrections.csv"])
    assert [(row["種類"], row["文書名"], row["理由"]) for row in rows] == [
        ("契約の廃棄", "廃棄した契約書", "10年が過ぎた"),
        *[("記録の訂正", "業務委託契約書", "'=押し間違い")] * 2,
    ]
    assert ("¥1,200,000", "¥1,300,000") in [(row["変更前"], row["変更後"]) for row in rows]
    assert "記録の訂正 2件、書類の削除 0件、契約の廃棄 1件" in zipped.readme
    assert len(json.loads(zipped.files["corrections.json"])["corrections"]) == 3
    theirs = exported(legal, year, encoding="cp932")
    assert "廃棄した契約は含みません" in theirs.readme
    assert "𠮷" in theirs.readme
    assert [row["種類"] for row in table(theirs.files["corrections.csv"], "cp932")] == ["記録の訂正"] * 2
    inspector = enters(house, handed(offers(administrator)))
    answer = inspector.client.post("/tax-visit/records.zip?counterparty=みどり商店", buffered=True)
    visited = unpacked(answer)
    assert [row["種類"] for row in table(visited.files["corrections.csv"])] == ["契約の廃棄", "記録の訂正"]
    assert not any("𠮷田様".encode() in data for data in visited.files.values())


@pytest.mark.usefixtures("administrator")
def test_the_staff_list_has_disposals_and_is_not_cut_by_what_is_not_asked_for(
    house: House, shelf: Shelf, auditor: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "MOST_SHOWN", 2)
    takes_off(house, shelf.last, "古い方.pdf", "重複")
    for number in range(3):
        takes_off(house, shelf.first, f"新しい方{number}.pdf", "重複")
    disposes(house, "廃棄した契約書", date(2025, 5, 1))
    page = auditor.opens("/corrections?kept_as=scan").text
    assert "古い方.pdf" in page
    assert "新しい方" not in page
    assert "廃棄した契約書" in page
    assert "検知できます" in page


def corrects(house: House, sent: Sent, values: dict[str, str], reason: str) -> None:
    with house.office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == ADMINISTRATOR)).first()
        row = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        change_metadata(session, row, values, Why(user, Source.PERSON, reason))


def takes_off(house: House, sent: Sent, name: str, reason: str) -> None:
    """The log tells of an attachment as `webapp.management.detaching` has it told."""
    with house.office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == ADMINISTRATOR)).one()
        told = Told("attachment_removed", user.public_id, sent.contract, {"name": name, "reason": reason})
        append_audit(session, house.office.organization.id, told, now_of(session))


def disposes(house: House, title: str, traded_on: date, *, confidential: bool = False) -> None:
    """Set what a disposal leaves behind; how it comes about is shown in tests/disposal."""
    with house.office.opened.database.writing() as session:
        at = now_of(session)
        proposer = session.scalars(select(User).where(User.mail == ADMINISTRATOR)).one()
        approver = session.get_one(User, house.office.owner.id)
        mine = house.office.organization.id
        disposal = Disposal(
            organization_id=mine, reason="10年が過ぎた", proposed_by_id=proposer.id, proposed_at=at
        )
        session.add(disposal)
        session.flush()
        session.add(
            Tombstone(
                **dict.fromkeys(("number", "type_name"), ""),
                **dict.fromkeys(("head", "digest"), "0" * 64),
                **dict.fromkeys(("grounds", "certificates"), "[]"),
                **dict.fromkeys(("proposed_at", "approved_at", "disposed_at"), at),
                organization_id=mine,
                disposal_id=disposal.id,
                contract=f"{title}{traded_on}"[:36],
                title=title,
                counterparties='["株式会社青葉"]',
                traded_on=traded_on,
                kept_until=date(2026, 1, 1),
                events=1,
                confidential=confidential,
                proposed_by=proposer.public_id,
                approved_by=approver.public_id,
                reason="10年が過ぎた",
            )
        )


def is_told_of(house: House, visit: TaxVisit, sent: Sent) -> bool:
    query = select(Contract.id).where(*told_by(visit), Contract.public_id == sent.contract)
    with house.office.opened.database.reading() as session:
        return session.scalars(query).first() is not None


def exported(clerk: Clerk, query: str, **typed: str) -> Unpacked:
    return unpacked(clerk.client.post(f"{EXPORT}?{query}", data={"part": "0", **typed}, buffered=True))


def table(data: bytes, encoding: str = "utf-8-sig") -> Rows:
    return list(csv.DictReader(io.StringIO(data.decode(encoding))))


def codes(house: House) -> list[str]:
    with house.office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent.code).order_by(AuditEvent.sequence)))
