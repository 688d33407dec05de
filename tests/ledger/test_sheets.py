"""契約台帳 out and in again: nothing is lost, and only what was typed changes (MK-07, MK-90)."""

import csv
from io import BytesIO, StringIO

import pytest

from adapters.workbooks import WorkbookRefused, rows_of_workbook, workbook_of
from contracts.ledger_sheet import MOST_ROWS
from contracts.type_preset import CustomField
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.ledger.keeping import changed_by_another, filed, history, kind_with, mark_confidential, says, told
from webapp.management.ledger import export

MEMO = '=SUM(1,2)\n"括弧" と、読点\n-1'
Table = list[list[str]]


def read(data: bytes, encoding: str) -> Table:
    return list(
        csv.reader(StringIO(data.decode("utf-8-sig" if encoding == "utf-8" else encoding), newline=""))
    )


def spelled(rows: Table, encoding: str) -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig" if encoding == "utf-8" else encoding)


def imported(clerk: Clerk, data: bytes, name: str = "台帳.csv") -> str:
    clerk.opens("/ledger/import")
    clerk.sends("/ledger/import", file=(BytesIO(data), name))
    return clerk.text


def agreed(clerk: Clerk, reason: str = "棚卸し") -> str:
    path = f"{clerk.path.removesuffix('/application')}/application"
    clerk.sends(path, reason=reason)
    return clerk.text


@pytest.mark.shows("MK-07", "MK-90")
@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_round_trip_changes_nothing_and_then_only_what_was_typed(
    clerk: Clerk, office: Office, encoding: str
) -> None:
    kind = kind_with(office, f"往復の契約{encoding}", CustomField("floor", "階数", "number"))
    title = f"往復 {encoding} 髙橋ビル〜西館①契約書"
    sent = filed(office, title, type_id=kind.id)
    changed_by_another(
        office,
        sent,
        **{"custom:floor": "003", "memo": MEMO, "amount": "1,200,000 税抜", "kept_as": "paper", "box": "3-2"},
    )
    query = f"/ledger/export?q=往復 {encoding}&format={encoding}"
    rows = read(clerk.client.get(query).data, encoding)
    assert rows[1][rows[0].index("箱番号")] == "'3-2", "a spreadsheet would make a day of it"
    assert "変わるところはありません" in imported(clerk, spelled(rows, encoding))
    column = rows[0].index("契約終了日")
    rows[1][column] = "2029/3/31"
    text = imported(clerk, spelled(rows, encoding))
    assert "2029/03/31" in text
    assert "変更の理由を入力してください。" in agreed(clerk, reason="")
    assert "1件のうち1件を反映しました。" in agreed(clerk)
    row = history(office, sent)[-1]
    assert (row.item, row.became, row.source, row.reason) == ("ends_on", "2029-03-31", "sheet", "棚卸し")
    assert says(office, sent, "memo") == MEMO
    assert "変わるところはありません" in imported(clerk, spelled(rows, encoding)), (
        "the same sheet again does nothing"
    )


def test_a_workbook_comes_back_as_it_went_and_its_formulas_are_text(clerk: Clerk, office: Office) -> None:
    sent = filed(office, "ブックの契約書")
    changed_by_another(office, sent, memo=MEMO, box="0042")
    data = clerk.client.get("/ledger/export?q=ブックの&format=xlsx").data
    rows = rows_of_workbook(data, MOST_ROWS, 200)
    assert rows[1][rows[0].index("特記事項")] == MEMO
    assert "変わるところはありません" in imported(clerk, data, "台帳.xlsx")
    rows[1][rows[0].index("保管場所")] = "本社"
    width = len(rows[0])
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    imported(clerk, workbook_of("台帳", even[0], even[1:]), "台帳.xlsx")
    agreed(clerk)
    assert (says(office, sent, "stored_at"), says(office, sent, "box")) == ("本社", "0042")


def test_a_hostile_workbook_is_refused() -> None:
    for data in (b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500):
        with pytest.raises(WorkbookRefused):
            rows_of_workbook(data, 10, 10)
    with pytest.raises(WorkbookRefused, match="too_long"):
        rows_of_workbook(workbook_of("長い", ["ID"], [["x"]] * 20), 10, 10)


def test_characters_that_shift_jis_has_not_are_told_by_row_and_survive_the_round_trip(
    clerk: Clerk, office: Office
) -> None:
    sent = filed(office, "吉野家方式の契約書")
    changed_by_another(office, sent, memo="𠮷野 🈂 の件")
    query = "/ledger/export?q=吉野家方式&format=cp932"
    asked = clerk.opens(query)
    assert asked.status_code == 422
    assert "2行目" in clerk.text
    assert "𠮷🈂" in clerk.text
    rows = read(clerk.client.get(f"{query}&replace=yes").data, "cp932")
    assert rows[1][rows[0].index("特記事項")] == "〓野 〓 の件"
    rows[1][rows[0].index("箱番号")] = "B-7"
    imported(clerk, spelled(rows, "cp932"))
    agreed(clerk)
    assert (says(office, sent, "memo"), says(office, sent, "box")) == ("𠮷野 🈂 の件", "B-7")


def test_faults_are_told_by_row_and_column_and_the_other_rows_are_planned(
    clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    good, bad = filed(office, "良い行の契約書"), filed(office, "悪い行の契約書")
    secret = filed(office, "親展の契約書の行", confidential=True)
    rows = [["ID", "契約終了日", "金額"]]
    rows += [[good.contract, "2027/3/31", "100"], [bad.contract, "あした", "百円玉"]]
    rows += [[secret.contract, "2027/3/31", ""], ["無い番号", "", ""], [good.contract, "", ""]]
    text = imported(clerk, spelled(rows, "utf-8"))
    assert "3行目・契約終了日：日付を読み取れません" in text
    assert "3行目・金額：" in text
    assert all(f"{row}行目：IDか契約番号の契約が見つかりません" in text for row in (4, 5))
    assert "6行目：同じ契約の行が2つあります" in text
    plan = clerk.path
    assert administrator.opens(plan).status_code == 404, "a plan is its maker's alone"
    clerk.opens(plan)
    agreed(clerk)
    assert (says(office, good, "amount"), says(office, bad, "ends_on")) == ("100 税込", "")
    assert "見出し" in imported(clerk, spelled([["ID", "終了日"], ["x", "y"]], "utf-8"))
    assert "「ID」か「契約番号」の列がありません" in imported(
        clerk, spelled([["契約終了日"], ["y"]], "utf-8")
    )
    assert "CSVとして読み取れません" in imported(clerk, b"%PDF-1.7 \0")


def test_what_is_too_much_for_one_file_is_told_and_not_cut_off(
    clerk: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        filed(office, f"多すぎる台帳 {number}")
    monkeypatch.setattr(export, "MOST_LISTED", 1)
    answer = clerk.client.get("/ledger/export?q=多すぎる台帳")
    assert (answer.status_code, answer.mimetype) == (302, "text/html")
    assert "条件で絞り込んでください" in clerk.opens("/ledger?q=多すぎる台帳").text


def test_what_another_changed_after_the_export_is_not_overwritten(clerk: Clerk, office: Office) -> None:
    sent = filed(office, "版の契約書", stored_at="本社")
    data = clerk.client.get("/ledger/export?q=版の契約書").data
    changed_by_another(office, sent, ends_on="2030-03-31")
    rows = read(data, "utf-8")
    rows[1][rows[0].index("保管場所")] = "支店"
    imported(clerk, spelled(rows, "utf-8"))
    agreed(clerk)
    assert (says(office, sent, "ends_on"), says(office, sent, "stored_at")) == ("2030-03-31", "支店")
    rows[1][rows[0].index("契約終了日")] = "2031/3/31"
    assert "出力した後に、ほかの人がこの項目を変更しました" in imported(clerk, spelled(rows, "utf-8"))


def test_what_changes_between_the_look_and_the_yes_is_left_alone(clerk: Clerk, office: Office) -> None:
    sent = filed(office, "確認中に変わる契約書")
    imported(clerk, spelled([["ID", "箱番号"], [sent.contract, "C-1"]], "utf-8"))
    changed_by_another(office, sent, box="C-9")
    assert "確認中にほかの人が変更したため" in agreed(clerk)
    assert says(office, sent, "box") == "C-9"


@pytest.mark.shows("MK-07")
def test_a_row_whose_cells_belong_to_another_contract_changes_nothing(clerk: Clerk, office: Office) -> None:
    first, second = filed(office, "ずれる契約書 甲"), filed(office, "ずれる契約書 乙")
    rows = read(clerk.client.get("/ledger/export?q=ずれる契約書").data, "utf-8")
    at = {name: rows[0].index(name) for name in ("契約番号", "版", "箱番号")}
    rows[1][at["契約番号"]], rows[2][at["契約番号"]] = rows[2][at["契約番号"]], rows[1][at["契約番号"]]
    rows[1][at["箱番号"]] = rows[2][at["箱番号"]] = "S-1"
    told_of = imported(clerk, spelled(rows, "utf-8"))
    assert all(f"{row}行目・契約番号：IDの契約の契約番号と違います" in told_of for row in (2, 3))
    for edition in ("7", "v1", "9" * 5000):
        again = [["ID", "版", "箱番号"], [first.contract, edition, "S-1"]]
        assert "2行目・版：出力したときの値ではありません" in imported(clerk, spelled(again, "utf-8"))
    assert [says(office, one, "box") for one in (first, second)] == ["", ""]


@pytest.mark.shows("MK-21")
def test_end_dates_of_ticked_rows_are_extended_after_a_look_and_turned_back(
    clerk: Clerk, office: Office
) -> None:
    ends = {"延長する契約書 甲": "2028-02-29", "延長する契約書 乙": "2027-03-31", "延長する契約書 丙": ""}
    sent = {title: filed(office, title) for title in ends}
    for title, day in ends.items():
        changed_by_another(office, sent[title], **({"ends_on": day} if day else {"memo": "終了日なし"}))
    clerk.opens("/ledger?q=延長する契約書")
    rows = [one.contract for one in sent.values()]
    clerk.sends("/ledger/bulk", contract=rows, act="extend", period="半年前後")
    assert "期間を読み取れません" in clerk.text
    clerk.opens("/ledger?q=延長する契約書")
    clerk.sends("/ledger/bulk", contract=rows, act="extend", period="1年")
    assert "2029/02/28" in clerk.text
    assert "延長する契約書 丙：契約終了日がないため、延長できません。" in clerk.text
    assert says(office, sent["延長する契約書 乙"], "ends_on") == "2027-03-31", "so far it was only looked at"
    mark_confidential(office, sent["延長する契約書 丙"], confidential=True)
    assert "延長する契約書 丙" not in clerk.opens(clerk.path).text
    mark_confidential(office, sent["延長する契約書 丙"], confidential=False)
    agreed(clerk, "更新合意")
    assert [says(office, one, "ends_on") for one in sent.values()] == ["2029-02-28", "2028-03-31", ""]
    clerk.sends(f"{clerk.path}/reversal")
    agreed(clerk, "取り消し")
    assert [says(office, one, "ends_on") for one in sent.values()] == list(ends.values())


def test_one_item_of_all_ticked_rows_is_set_once_however_often_it_is_sent(
    clerk: Clerk, office: Office
) -> None:
    sent = [filed(office, f"一括の契約書 {number}") for number in range(6)]
    clerk.opens("/ledger?q=一括の契約書&size=50")
    clerk.sends("/ledger/bulk", contract=[one.contract for one in sent], act="set", item="box", value="Z-1")
    plan = clerk.path
    form = {**clerk.fields(f"{plan}/application"), "reason": "箱詰め"}
    for _time in range(2):
        clerk.client.post(f"{plan}/application", data=form)
    assert {says(office, one, "box") for one in sent} == {"Z-1"}
    assert sum(len(history(office, one)) for one in sent) == len(sent)
    assert told(office, "metadata_plan_carried_out", plan.rpartition("/")[2]) == 1
