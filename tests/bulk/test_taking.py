"""一斉送信のCSV: its columns, what is wrong with a file or a row, and what a row becomes (MK-51)."""

import json

import pytest
from sqlalchemy import select

from adapters.keys import KeyPurpose
from adapters.secrets import CodeSafe
from contracts.event_table import canonical
from contracts.roles import Right, Role
from database.bulk_sending import BulkRow
from database.contract import Contract
from database.document_template import DocumentTemplate
from database.folders import UserRight
from database.people import User
from database.queries.preferences import set_preference
from tests.bulk.conftest import ADMINISTRATOR
from tests.bulk.filling import HEADING, PAGE, a_file, a_row, csv_of, rows_kept, run_kept, takes
from tests.counterparty.office import Office
from tests.desk.site import Clerk, hired


@pytest.mark.shows("UX-19")
@pytest.mark.parametrize(("asked", "encoding"), [("", "utf-8-sig"), ("&encoding=cp932", "cp932")])
def test_the_file_to_fill_in_has_the_columns_of_its_template(
    clerk: Clerk, held: DocumentTemplate, asked: str, encoding: str
) -> None:
    path = f"{PAGE}/columns.csv?template={held.public_id}{asked}"
    assert csv_of(clerk, path, encoding) == [list(HEADING)]


@pytest.mark.shows("MK-51")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_each_encoding_is_recognised_and_a_quoted_line_break_stays_in_its_cell(
    clerk: Clerk, office: Office, held: DocumentTemplate, encoding: str
) -> None:
    data = a_file(
        a_row("甲", メモ="一行目\n二行目", 金額="120万円（税抜）", 開始日="令和8年4月1日"),
        a_row("乙", 文書名="個別の覚書"),
        encoding=encoding,
    )
    assert takes(clerk, held, data) == f"{PAGE}/{run_kept(office).public_id}"
    first, second = rows_kept(office)
    values = json.loads(first.row_values)
    assert (first.line, first.outcome, second.line, second.outcome) == (2, "", 3, "")
    assert (values["memo"], values["amount"], values["amount_tax"]) == (
        "一行目\n二行目",
        1_200_000,
        "excluded",
    )
    assert values["starts_on"] == "2026-04-01"
    clerk.opens(f"{clerk.path}/rows/2")
    assert "株式会社甲 秘密保持契約書" in clerk.text
    assert "¥1,200,000（税抜）" in clerk.text
    assert ("次の行" in clerk.text, "前の行" in clerk.text) == (True, False)
    clerk.opens(f"{PAGE}/{run_kept(office).public_id}/rows/3")
    assert "個別の覚書" in clerk.text
    assert ("次の行" in clerk.text, "前の行" in clerk.text) == (False, True)


def test_nothing_is_a_draft_before_it_is_sent(clerk: Clerk, office: Office, held: DocumentTemplate) -> None:
    with office.opened.database.reading() as session:
        before = session.query(Contract).count()
    takes(clerk, held, a_file(a_row("甲"), a_row("乙")))
    clerk.opens(f"{clerk.path}/rows/2")
    with office.opened.database.reading() as session:
        assert session.query(Contract).count() == before


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        (HEADING[:1] + HEADING[2:], "見出しに「受信者_1_氏名」の列がありません"),
        ((*HEADING, "organization_id"), "見出しの「organization_id」は使えない列です"),
        ((*HEADING, "メモ"), "見出しに「メモ」の列が2つ以上あります"),
    ],
)
@pytest.mark.shows("T06")
def test_a_missing_unknown_or_doubled_column_is_named_and_nothing_is_kept(
    clerk: Clerk, office: Office, held: DocumentTemplate, heading: tuple[str, ...], told: str
) -> None:
    takes(clerk, held, a_file(a_row("甲"), heading=heading))
    assert clerk.at is not None
    assert clerk.at.status_code == 422
    assert told in clerk.text
    assert rows_kept(office) == []


def test_a_file_of_too_many_rows_or_of_none_or_no_csv_is_refused(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    takes(clerk, held, a_file(*(a_row("甲") for _ in range(1_001))))
    assert "1,000行まで" in clerk.text
    takes(clerk, held, a_file())
    assert "見出しの下に行がありません" in clerk.text
    takes(clerk, held, b"\xff\xfe\x81")
    assert "CSVとして読み取れません" in clerk.text
    for binary in (b"%PDF-1.7\n1 0 obj", b"PK\x03\x04xl/workbook.xml", b"GIF89a\x01\x00"):
        takes(clerk, held, binary)
        assert "CSVではないファイルです" in clerk.text
    assert rows_kept(office) == []


@pytest.mark.shows("MK-51", "T33")
def test_bad_rows_are_told_by_row_and_column_and_come_back_as_a_file_that_can_be_brought_again(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    data = a_file(
        a_row("甲", アクセスコード="0012"),
        a_row("乙", メール="乙社", 金額="たくさん"),
        a_row("=1+1", 氏名="", アクセスコード="12"),
        a_row("丙", 開始日="2026/5/1", 終了日="2026/4/1", アクセスコード="0034"),
    )
    run = takes(clerk, held, data)
    assert [row.outcome for row in rows_kept(office)] == ["", "bad", "bad", "bad"]
    for told in (
        "3行にエラーがあります",
        "「受信者_1_メール」：メールアドレスを正しく入力してください",
        "「金額」：金額を読み取れません",
        "「受信者_1_氏名」：氏名を入力してください",
        "「受信者_1_アクセスコード」：アクセスコードは4文字以上",
        "「終了日」：契約終了日は",
        "正しい1件だけを送信する",
    ):
        assert told in clerk.text, told
    heading, *wrong = csv_of(clerk, f"{run}/errors.csv")
    assert heading == [*HEADING, "エラー"]
    assert wrong[1][0] == "株式会社=1+1"
    assert wrong[2][3] == "'0034"
    assert "契約終了日" in wrong[2][-1]
    mended = [*wrong[2][:7], "2027/4/1", *wrong[2][8:]]
    again = ",".join(heading) + "\r\n" + ",".join(f'"{cell}"' for cell in mended)
    takes(clerk, held, again.encode())
    assert "すべての行を送信できます" in clerk.text


def test_rows_to_the_same_address_are_warned_of_and_may_be_sent_and_show_their_titles(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    same = {"メール": "Kanri@example.com"}
    run = takes(
        clerk,
        held,
        a_file(
            a_row("甲", **same), a_row("乙"), a_row("丙", メール="kanri@example.com", 文書名="個別の覚書")
        ),
    )
    assert [row.outcome for row in rows_kept(office)] == ["", "", ""]
    for told in (
        "同じ宛先の行が2行あります",
        "同じ宛先（kanri@example.com）の行がほかにもあります：4行目",
        "同じ宛先（kanri@example.com）の行がほかにもあります：2行目",
        "3件を送信する",
        *("株式会社甲 秘密保持契約書", "株式会社乙 秘密保持契約書", "個別の覚書"),
    ):
        assert told in clerk.text, told
    clerk.opens(f"{run}/rows/4")
    assert "の行がほかにもあります：2行目" in clerk.text
    clerk.opens(f"{run}/rows/3")
    assert "の行がほかにもあります" not in clerk.text


def test_a_template_whose_fixed_party_had_an_access_code_sends_nothing_without_one(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    facts = json.loads(held.content)
    ours = next(one for one in facts["parties"] if one["fixed"])
    ours["asked"]["asks_code"] = True
    with office.opened.database.writing() as session:
        session.merge(held).content = canonical(facts)
    clerk.opens(f"{PAGE}/new?template={held.public_id}")
    assert "宛先の固定を外すと、行ごとに入力できます。" in clerk.text
    assert takes(clerk, held, a_file(a_row("甲"))) == f"{PAGE}/new"
    assert rows_kept(office) == []


def test_access_codes_are_kept_encrypted_alone_and_bound_to_their_row(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    takes(clerk, held, a_file(a_row("甲", アクセスコード="himitsu-0012")))
    (row,), run = rows_kept(office), run_kept(office)
    assert "himitsu" not in row.cells + row.row_values + run.content
    assert row.sealed is not None
    assert b"himitsu" not in row.sealed
    safe = CodeSafe(office.opened.keys.derived(KeyPurpose.BULK_CODES))
    assert json.loads(safe.opened(row.sealed, f"{run.public_id}/2")) == {"1": "himitsu-0012"}
    assert "himitsu" not in clerk.text


@pytest.mark.shows("MK-84")
def test_what_the_organisation_does_not_allow_is_told_of_each_row(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "sends_only_to_domains", "example.com")
    takes(clerk, held, a_file(a_row("甲"), a_row("乙", メール="otsu@elsewhere.example")))
    assert [row.outcome for row in rows_kept(office)] == ["", "bad"]
    assert "送信できるドメインが決められています" in clerk.text


def test_a_run_is_its_owners_and_the_administrators_and_nobody_elses(
    clerk: Clerk, office: Office, held: DocumentTemplate, administrator: Clerk
) -> None:
    run = takes(clerk, held, a_file(a_row("甲")))
    hired(office, "other@sample.example", Role.LEGAL)
    other = Clerk(clerk.site)
    other.signs_in("other@sample.example")
    for path in (run, f"{run}/rows/2", f"{run}/results.csv", f"{run}/pause"):
        assert other.client.get(path).status_code == 404
    assert administrator.client.get(run).status_code == 200
    assert "1件を送信する" not in administrator.client.get(run).text
    with office.opened.database.reading() as session:
        assert len(session.scalars(select(Contract)).all()) == 1


@pytest.mark.shows("MK-79", "MK-51")
def test_a_run_of_what_is_confidential_is_its_owners_alone(
    clerk: Clerk, office: Office, held: DocumentTemplate, administrator: Clerk
) -> None:
    with office.opened.database.writing() as session:
        template = session.get_one(DocumentTemplate, held.id)
        facts = json.loads(template.content)
        facts["facts"]["confidential"] = True
        template.content = canonical(facts)
    run = takes(clerk, held, a_file(a_row("甲")))
    assert "株式会社甲" not in administrator.opens(PAGE).get_data(as_text=True)
    for path in (run, f"{run}/rows/2", f"{run}/errors.csv", f"{run}/results.csv"):
        assert administrator.opens(path).status_code == 404
    assert clerk.opens(f"{run}/rows/2").status_code == 200
    with office.opened.database.writing() as session:
        owner = session.scalars(select(User).where(User.mail == ADMINISTRATOR)).one()
        right = Right.READ_CONFIDENTIAL.value
        session.add(UserRight(organization_id=owner.organization_id, user_id=owner.id, right=right))
    assert administrator.opens(run).status_code == 200


@pytest.mark.shows("MK-79")
def test_a_run_shuts_itself_to_others_once_one_of_its_contracts_is_confidential(
    clerk: Clerk, office: Office, held: DocumentTemplate, administrator: Clerk
) -> None:
    run = takes(clerk, held, a_file(a_row("甲")))
    assert administrator.opens(run).status_code == 200
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract)).first()
        assert contract is not None
        session.scalars(select(BulkRow)).one().contract_id = contract.id
        contract.confidential = True
    assert administrator.opens(run).status_code == 404
    assert clerk.opens(run).status_code == 200
