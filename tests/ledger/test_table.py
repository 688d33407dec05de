"""契約台帳 as a table: its columns, what is computed, who sees what, and changes in it (MK-06)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from contracts.type_preset import CustomField
from database.contract import Contract
from database.document import DocumentVersion
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from tests.ledger.keeping import changed_by_another, filed, history, kind_with, says, told


def stand_at(office: Office, sent: Sent, number: int, at: datetime) -> None:
    with office.opened.database.writing() as session:
        contract = select(Contract.id).where(Contract.public_id == sent.contract).scalar_subquery()
        mine = DocumentVersion.contract_id == contract, DocumentVersion.number == number
        session.execute(update(DocumentVersion).where(*mine).values(created_at=at))


@pytest.mark.shows("MK-06")
def test_the_table_computes_what_nobody_types(clerk: Clerk, office: Office) -> None:
    sent = filed(office, "所要日数の契約書", ends_on=date(2027, 3, 31), memo="解約は書面で行う。")
    office.version_of(sent)
    received = datetime(2026, 4, 1, 3, tzinfo=UTC)
    stand_at(office, sent, 1, received)
    stand_at(office, sent, 2, received + timedelta(days=5))
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        row.concluded_at = received + timedelta(days=12)
    keys = ["received_on", "days_taken", "first_review", "changed_by", "document", "memo", "ends_on", "stage"]
    clerk.opens("/ledger?q=所要日数")
    clerk.sends("/ledger/columns", column=keys, **{f"place-{key}": str(at) for at, key in enumerate(keys, 1)})
    text = clerk.opens("/ledger?q=所要日数").text
    cells = [part.split(">", 1)[1] for part in text.split('data-label="')[1:]]
    shown = [cell.replace('<span class="ledger__value">', "").split("<")[0].strip() for cell in cells]
    found = [one for one in shown if one]
    for words in (
        "2026/04/01",
        "12日",
        "5日",
        "契約書.pdf",
        "解約は書面で行う。",
        "2027/03/31",
    ):
        assert words in found, (words, found)
    clerk.opens("/ledger")
    clerk.sends("/ledger/columns", usual="yes")


def test_an_own_item_of_a_type_is_a_column_and_is_changed_in_its_cell(clerk: Clerk, office: Office) -> None:
    kind = kind_with(office, "面積のある契約", CustomField("area", "面積", "number", help="平方メートル"))
    sent = filed(office, "面積の契約書", type_id=kind.id)
    assert "面積" in clerk.opens("/ledger").text
    cell = f"/contracts/{sent.contract}/metadata/custom:area"
    clerk.opens("/ledger")
    answer = posted(clerk, cell, value="１２３４.５", seen="")
    assert answer == {"value": "1234.5", "typed": "1,234.5", "shown": "1,234.5"}
    assert says(office, sent, "custom:area") == "1234.5"


def posted(clerk: Clerk, path: str, **typed: str) -> dict[str, str]:
    token = clerk.fields("/ledger/columns")["csrf_token"]
    answer = clerk.client.post(path, data={"csrf_token": token, **typed})
    found: dict[str, str] = {
        **answer.get_json(),
        **({} if answer.status_code == 200 else {"status": answer.status}),
    }
    return found


def test_a_cell_that_another_has_changed_is_told_and_nothing_is_lost(clerk: Clerk, office: Office) -> None:
    sent = filed(office, "重なる変更の契約書")
    clerk.opens("/ledger")
    cell = f"/contracts/{sent.contract}/metadata/ends_on"
    changed_by_another(office, sent, ends_on="2028-03-31")
    refused = posted(clerk, cell, value="2027/3/31", seen="")
    assert "2028/03/31" in refused["sentence"]
    assert (refused["value"], says(office, sent, "ends_on")) == ("2028-03-31", "2028-03-31")
    assert "日付を読み取れません" in posted(clerk, cell, value="あした", seen="2028-03-31")["sentence"]
    assert posted(clerk, cell, value="2027/3/31", seen=refused["value"])["shown"] == "2027/03/31"


def test_whoever_may_only_read_has_a_table_without_anything_to_change(auditor: Clerk, office: Office) -> None:
    sent = filed(office, "閲覧だけの契約書")
    text = auditor.opens("/ledger?q=閲覧だけ").text
    assert "閲覧だけの契約書" in text
    assert "data-item" not in text
    assert auditor.opens(f"/contracts/{sent.contract}/metadata").status_code == 404
    assert auditor.opens(f"/contracts/{sent.contract}/metadata/history").status_code == 200


def test_what_is_confidential_is_in_nobodys_table_and_in_no_file(clerk: Clerk, office: Office) -> None:
    sent = filed(office, "親展の役員契約書", confidential=True)
    assert "親展の役員" not in clerk.opens("/ledger?q=役員契約").text.partition("chips")[0]
    assert sent.contract not in clerk.text
    assert sent.contract not in clerk.opens("/ledger/export").text
    assert clerk.opens(f"/contracts/{sent.contract}/metadata").status_code == 404


@pytest.mark.shows("MK-03", "LW-22")
def test_items_change_on_a_page_with_a_reason_and_the_history_tells_who_and_why(
    clerk: Clerk, office: Office
) -> None:
    sent = filed(office, "締結後に直す契約書")
    with office.opened.database.writing() as session:
        session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one().stage = "concluded"
    page = f"/contracts/{sent.contract}/metadata"
    clerk.opens(page)
    assert clerk.sends(page, amount="120万円", memo="一行目\n二行目").status_code == 422
    assert "締結後の変更には、理由を入力してください。" in clerk.text
    assert clerk.fields(page)["amount"] == "120万円"
    clerk.sends(page, reason="契約書の記載どおりに訂正")
    assert (says(office, sent, "amount"), says(office, sent, "memo")) == ("1,200,000 税込", "一行目\n二行目")
    rows = history(office, sent)
    assert {(row.item, row.was, row.became, row.reason) for row in rows} == {
        ("amount", "", "1,200,000 税込", "契約書の記載どおりに訂正"),
        ("memo", "", "一行目\n二行目", "契約書の記載どおりに訂正"),
    }
    assert told(office, "metadata_changed", sent.contract) == 1
    text = clerk.opens(f"{page}/history").text
    assert all(words in text for words in ("¥1,200,000", "法務 花子", "契約書の記載どおりに訂正"))
    csv = clerk.opens(f"{page}/history.csv").data.decode("utf-8-sig")
    assert "金額" in csv
    assert "法務 花子" in csv
    clerk.opens(page)
    clerk.sends(page, reason="もう一度")
    assert len(history(office, sent)) == len(rows), "what is so already leaves no trace"


def test_a_page_that_was_overtaken_says_what_is_there_now_and_keeps_what_was_typed(
    clerk: Clerk, office: Office
) -> None:
    sent = filed(office, "追い越された契約書", stored_at="本社")
    page = f"/contracts/{sent.contract}/metadata"
    clerk.opens(page)
    changed_by_another(office, sent, stored_at="倉庫")
    assert clerk.sends(page, stored_at="支店", box="A-1").status_code == 409
    assert "「倉庫」" in clerk.text
    assert (clerk.fields(page)["stored_at"], says(office, sent, "stored_at")) == ("支店", "倉庫")
    clerk.sends(page)
    assert (says(office, sent, "stored_at"), says(office, sent, "box")) == ("支店", "A-1")


def test_days_that_contradict_each_other_are_refused_beside_their_field(clerk: Clerk, office: Office) -> None:
    sent = filed(office, "日付の合わない契約書", starts_on=date(2026, 4, 1))
    page = f"/contracts/{sent.contract}/metadata"
    clerk.opens(page)
    assert clerk.sends(page, ends_on="2026/3/31").status_code == 422
    assert "契約開始日以降の日付" in clerk.text
    assert history(office, sent) == []


@pytest.mark.shows("MK-11")
def test_a_flag_has_a_note_of_350_characters_and_is_found_by_it(clerk: Clerk, office: Office) -> None:
    sent, other = filed(office, "フラグの契約書その一"), filed(office, "フラグの契約書その二")
    page = f"/contracts/{sent.contract}/flag"
    clerk.opens(page)
    assert clerk.sends(page, note="あ" * 351).status_code == 422
    clerk.sends(page, note="覚書の\r\n確認待ち" + "あ" * 340)
    text = clerk.opens("/ledger?flagged=yes").text
    assert sent.contract in text
    assert other.contract not in text
    card = clerk.opens(f"/contracts/{sent.contract}").text
    assert "確認待ち" in card
    assert "最終更新：法務 花子" in card
    clerk.opens(page)
    clerk.sends(f"{page}/removal")
    assert sent.contract not in clerk.opens("/ledger?flagged=yes").text
    assert (
        told(office, "contract_flagged", sent.contract)
        == told(office, "contract_unflagged", sent.contract)
        == 1
    )


@pytest.mark.shows("MK-29")
def test_where_the_paper_lies_is_found_by_the_one_box(clerk: Clerk, office: Office) -> None:
    sent = filed(office, "紙の契約書")
    page = f"/contracts/{sent.contract}/metadata"
    clerk.opens(page)
    clerk.sends(page, stored_at="川崎倉庫３階", box="K-0042")
    assert sent.contract in clerk.opens("/ledger?q=川崎倉庫3階").text
    assert sent.contract in clerk.opens("/ledger?q=K-0042").text
