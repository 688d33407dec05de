"""まとめてダウンロード: every hit in one act, named and indexed as the tax office asks for it."""

import hashlib
import json
from datetime import date

import pytest
from sqlalchemy import select

from contracts.filed_names import record_name, stated
from contracts.roles import Role
from database.audit import AuditEvent
from tests.access.house import House
from tests.desk.site import Clerk
from tests.tax.shelf import AOBA, Shelf, Unpacked, kept, unpacked

EXPORT = "/contracts/export"
YEAR = "traded_from=2025-04-01&traded_to=2026-03-31"


def exported(clerk: Clerk, query: str = "", **typed: str) -> Unpacked:
    return unpacked(clerk.client.post(f"{EXPORT}?{query}", data={"part": "0", **typed}, buffered=True))


@pytest.mark.shows("LW-24", "MK-89")
def test_all_hits_of_a_year_leave_in_one_act_with_their_names_keys_hashes_and_stamps(
    shelf: Shelf, administrator: Clerk
) -> None:
    zipped = exported(administrator, YEAR, certificates="yes")
    names = sorted(zipped.papers())
    assert names == [
        "スキャナ保存/20260331_みどり商店_金額記載なし_売買契約書 A／B.pdf",
        "スキャナ保存/20260331_みどり商店_金額記載なし_売買契約書 A／B（合意証明書）.pdf",
        "電子取引/20250401_株式会社青葉_1200000円_業務委託契約書.pdf",
        "電子取引/20250401_株式会社青葉_1200000円_業務委託契約書（合意証明書）.pdf",
        "電子取引/20250401_株式会社青葉_金額未入力_業務委託契約書.pdf",
        "電子取引/20250401_株式会社青葉_金額未入力_業務委託契約書（合意証明書）.pdf",
    ]
    rows = {row["ファイル名"]: row for row in zipped.rows}
    assert sorted(rows) == names
    for name, data in zipped.papers().items():
        assert rows[name]["SHA-256"] == hashlib.sha256(data).hexdigest()
        assert rows[name]["バイト数"] == str(len(data))
        assert data.startswith(b"%PDF")
    first = rows["電子取引/20250401_株式会社青葉_1200000円_業務委託契約書.pdf"]
    keys = (first["取引年月日"], first["取引先"], first["取引金額"], first["保存区分"], first["結果"])
    assert keys == ("2025-04-01", AOBA, "1200000", "電子取引", "収録")
    assert first["タイムスタンプ日時"].endswith("+09:00")
    assert first["文書ID"] == shelf.first.contract
    assert [one["SHA-256"] for one in json.loads(zipped.files["index.json"])["files"]] == [
        row["SHA-256"] for row in zipped.rows
    ]
    assert "取引年月日　2025/04/01～2026/03/31" in zipped.readme
    assert "JIIMA" in zipped.readme


def test_the_same_search_gives_the_same_files_again(administrator: Clerk) -> None:
    assert exported(administrator, YEAR).papers() == exported(administrator, YEAR).papers()


def test_a_file_that_has_gone_is_named_in_the_index_and_the_rest_is_there(
    house: House, shelf: Shelf, administrator: Clerk
) -> None:
    before = exported(administrator, YEAR)
    files, gone = house.office.opened.files, kept(house.office, shelf.first)
    files.path_of(gone.object_id).unlink()
    after = exported(administrator, YEAR)
    row = next(row for row in after.rows if row["SHA-256"] == gone.digest)
    assert (row["結果"], row["ファイル名"]) == ("ファイルが見つかりません", "")
    assert len(after.papers()) == len(before.papers()) - 1
    assert "★ 収録できなかったもの　1件" in after.readme


def test_who_may_not_see_or_take_away_gets_neither_file_nor_line(
    house: House, shelf: Shelf, legal: Clerk
) -> None:
    ids = {row["文書ID"] for row in exported(legal).rows}
    assert shelf.secret.contract not in ids
    assert shelf.before.contract in ids
    viewer = house.enters("viewer@sample.example", Role.VIEWER)
    answer = viewer.client.post(EXPORT, data={"part": "0"})
    assert answer.status_code == 422
    assert "ダウンロードできる文書がありません" in answer.text


@pytest.mark.shows("AD-21")
def test_the_kind_of_keeping_narrows_what_leaves(administrator: Clerk, shelf: Shelf) -> None:
    assert {row["文書ID"] for row in exported(administrator, "kept_as=scan").rows} == {shelf.last.contract}


def test_the_log_says_how_many_and_what_was_sought(house: House, administrator: Clerk) -> None:
    exported(administrator, YEAR, encoding="cp932")
    with house.office.opened.database.reading() as session:
        [row] = session.scalars(select(AuditEvent).where(AuditEvent.code == "tax_exported")).all()
        facts = json.loads(row.facts)
    assert (facts["contracts"], facts["search"], facts["encoding"]) == (3, YEAR, "cp932")
    page = administrator.opens("/audit").text
    assert "検索結果の文書をまとめてダウンロードしました" in page


def test_shift_jis_says_what_it_could_not_spell(house: House, shelf: Shelf, administrator: Clerk) -> None:
    house.changes(shelf.first.contract, memo="𠮷田様")
    zipped = exported(administrator, YEAR, encoding="cp932")
    assert "〓田様" in zipped.files["index.csv"].decode("cp932")
    assert "𠮷" in zipped.readme
    assert "𠮷田様" in zipped.files["index.json"].decode()


@pytest.mark.parametrize("typed", [{"part": "9"}, {"part": "x"}, {"part": "0", "encoding": "utf-7"}])
def test_what_was_never_offered_is_not_found(administrator: Clerk, typed: dict[str, str]) -> None:
    assert administrator.client.post(EXPORT, data=typed).status_code == 404


HOSTILE = "../..\\\u202e=cmd|' /C calc'!A0\n📄" + "契" * 250


@pytest.mark.shows("LW-24")
def test_names_stay_apart_and_fit_any_system(house: House, shelf: Shelf, administrator: Clerk) -> None:
    for sent in (shelf.first, shelf.bare):
        house.changes(
            sent.contract, amount=750_050, amount_state="stated", currency="USD", title=HOSTILE, memo="=1+1"
        )
    house.changes(shelf.last.contract, title="...")
    zipped = exported(administrator, YEAR)
    names = {name.rpartition("/")[2]: row for row in zipped.rows if (name := row["ファイル名"])}
    assert sorted(
        f"{folder}/{name}" for folder, name in (one.split("/") for one in zipped.papers())
    ) == sorted(row["ファイル名"] for row in zipped.rows), "no name makes folders of its own"
    one, two = (name for name in sorted(names) if "7500.50USD" in name)
    assert one.removesuffix(".pdf") == two.removesuffix("_2.pdf")
    assert max(len(name.encode()) for name in names) <= 255
    assert not any(mark in name for name in names for mark in '\\:*?"<>|\n\u202e')
    assert "20260331_みどり商店_金額記載なし_－.pdf" in names
    row = names[one]
    assert (row["取引金額"], row["通貨"], row["メモ"]) == ("7500.50", "USD", "'=1+1")
    assert {row["SHA-256"] for row in zipped.rows} == {
        hashlib.sha256(data).hexdigest() for data in zipped.papers().values()
    }


def test_a_record_without_a_day_says_so_in_its_name() -> None:
    assert record_name(None, "A:B", stated(None, ""), "x") == "日付なし_A：B_金額記載なし_x"
    assert record_name(date(2026, 1, 2), "青葉", stated(120_050, "USD"), "x") == "20260102_青葉_1200.50USD_x"
