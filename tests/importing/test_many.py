"""まとめて登録: many files with a ledger, a result for each, whatever dies in between (MK-24, MK-08)."""

import csv
import zipfile
from datetime import date
from io import BytesIO, StringIO

import pytest
from sqlalchemy import update

from contracts.importing import FileOutcome, ImportState
from contracts.preset_spelling import spelled_preset
from contracts.signing import FileIdentity
from contracts.type_preset import CustomField, TypePreset
from database.contract_type import ContractType
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.importing.making import (
    brings,
    contracts_kept,
    files_kept,
    guarded,
    job_kept,
    ledger,
    registers,
    scan,
    starts,
    works,
)
from tests.ledger.keeping import kind_with
from workflows.import_parts import importing_of

LEDGER = ledger(
    ("a.pdf", "業務委託契約書", "株式会社甲；乙合同会社", "2024/4/1", "2030-03-31", "100万円"),
    ("B", "賃貸借契約書", "丙不動産", "十月", "", ""),
    ("無い.pdf", "覚書", "丁", "", "", ""),
)


@pytest.mark.shows("MK-08")
def test_rows_and_files_are_matched_by_name_and_what_does_not_fit_is_listed_by_row_and_column(
    clerk: Clerk, office: Office
) -> None:
    job = brings(clerk, ("A.PDF", scan(1)), ("b.pdf", scan(2)), ("c.pdf", scan(3)), sheet=LEDGER)
    assert "契約締結日「十月」：日付として読み取れません" in clerk.text
    assert "台帳にこのファイルの行がありません" in clerk.text
    assert "台帳のこの行に当たるファイルがありません" in clerk.text
    assert "台帳の3行目" in clerk.text
    assert contracts_kept(office) == []
    starts(clerk, job)
    assert works(office) == [FileOutcome.IMPORTED]
    [contract] = contracts_kept(office)
    assert (contract.title, contract.agreed_on, contract.amount) == (
        "業務委託契約書",
        date(2024, 4, 1),
        1_000_000,
    )
    told = clerk.client.get(f"{job}/results.csv").data.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(told, newline="")))
    assert [line[3] for line in lines[1:]] == ["登録済み", "エラー", "エラー", "エラー"]


@pytest.mark.shows("MK-24")
def test_files_and_a_zip_are_registered_each_with_its_result_and_only_a_reading_password_is_refused(
    clerk: Clerk, office: Office
) -> None:
    bundle = BytesIO()
    with zipfile.ZipFile(bundle, "w") as made:
        made.writestr("箱/契約3.pdf", scan(3))
        made.writestr("箱/壊れた.pdf", b"%PDF-1.7 nothing more")
    registers(
        clerk,
        office,
        ("契約1.pdf", guarded(scan(1), reading="", editing="geheim")),
        ("契約2.pdf", guarded(scan(2), reading="offen", editing="geheim")),
        ("箱.zip", bundle.getvalue()),
    )
    outcomes = [(one.filename, one.outcome) for one in files_kept(office)]
    assert outcomes == [
        ("契約1.pdf", FileOutcome.IMPORTED),
        ("契約2.pdf", FileOutcome.REFUSED),
        ("契約3.pdf", FileOutcome.IMPORTED),
        ("壊れた.pdf", FileOutcome.REFUSED),
    ]
    assert "開くときにパスワードが必要なPDFです" in clerk.text
    assert [one.title for one in contracts_kept(office)] == ["契約1", "契約3"]
    assert job_kept(office).state == ImportState.FINISHED


class Killed(Exception):
    """The process is gone in the middle of a file."""


@pytest.mark.shows("MK-24")
def test_whoever_is_killed_at_any_line_is_followed_by_another_and_each_file_becomes_one_contract(
    clerk: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts(clerk, brings(clerk, *((f"{n}.pdf", scan(n)) for n in range(1, 4))))
    opened, job = office.opened, job_kept(office).public_id
    for broken in ("session", "read"):
        steps = importing_of(opened.settings, opened.database, opened.files)
        assert steps.take_next(job) is FileOutcome.IMPORTED
        with monkeypatch.context() as dying:
            dies(dying, broken)
            with pytest.raises(Killed):
                steps.take_next(job)
    works(office)
    assert [one.title for one in contracts_kept(office)] == ["1", "2", "3"]
    assert [one.number for one in contracts_kept(office)] == [f"2026-00000{n}" for n in range(1, 4)]


def dies(dying: pytest.MonkeyPatch, where: str) -> None:
    def killed(*_given: object, **_named: object) -> None:
        raise Killed

    if where == "read":
        dying.setattr("adapters.files.store.FileStore.read", killed)
    else:
        dying.setattr("database.import_desk.registered", killed)


def test_a_job_that_was_paused_rests_and_goes_on_where_it_was(clerk: Clerk, office: Office) -> None:
    job = brings(clerk, *((f"{n}.pdf", scan(n)) for n in range(1, 3)))
    starts(clerk, job)
    opened, name = office.opened, job_kept(office).public_id
    steps = importing_of(opened.settings, opened.database, opened.files)
    assert steps.take_next(name) is FileOutcome.IMPORTED
    clerk.opens(job)
    clerk.sends(f"{job}/pause")
    assert steps.take_next(name) is None
    assert "一時停止中" in clerk.text
    clerk.sends(f"{job}/start")
    assert works(office) == [FileOutcome.IMPORTED]
    assert office.engine.imports == [name, name]


def test_what_was_refused_is_tried_once_more(
    clerk: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr("database.import_desk._hindrance", lambda *_given: "limit_reached")
        job = registers(clerk, office, ("1.pdf", scan(1)))
    assert "組織の上限に達したため" in clerk.text
    clerk.sends(f"{job}/retry")
    assert works(office) == [FileOutcome.IMPORTED]


def test_the_files_of_another_persons_job_are_nobody_elses(clerk: Clerk, colleague: Clerk) -> None:
    job = brings(clerk, ("極秘の解雇.pdf", scan(1)))
    assert colleague.client.get(job).status_code == 404
    colleague.opens("/imports")
    assert "極秘" not in colleague.text


def test_files_that_are_discarded_are_destroyed(clerk: Clerk, office: Office) -> None:
    job = brings(clerk, ("1.pdf", scan(1)))
    [row] = files_kept(office)
    with office.opened.database.reading() as session:
        stored = session.merge(row, load=True).file
        assert stored is not None
        identity = FileIdentity("", stored.public_id, stored.purpose, stored.digest)
    clerk.opens(f"{job}/discarding")
    clerk.sends(f"{job}/discarding")
    assert "登録せずに破棄しました" in clerk.text
    assert office.opened.files.is_shredded(identity.object_id)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (b"PK\x03\x04", "台帳がCSVではありません"),
        (ledger(("a", "b"), heading=("ファイル名", "謎の列")), "「謎の列」は使えない列です"),
        (ledger(("a",), heading=("契約書名",)), "「ファイル名」の列がありません"),
    ],
)
def test_a_ledger_that_cannot_be_read_says_why(clerk: Clerk, office: Office, sheet: bytes, said: str) -> None:
    brings(clerk, ("1.pdf", scan(1)), sheet=sheet)
    assert said in clerk.text
    assert contracts_kept(office) == []


def test_a_ledger_in_shift_jis_is_read(clerk: Clerk, office: Office) -> None:
    sheet = ledger(("1.pdf", "㈱の契約書", "甲①商事", "", "", ""), encoding="cp932")
    registers(clerk, office, ("1.pdf", scan(1)), sheet=sheet)
    assert [one.title for one in contracts_kept(office)] == ["㈱の契約書"]


def test_an_item_taken_out_of_use_since_the_look_refuses_its_row_and_the_job_ends(
    clerk: Clerk, office: Office
) -> None:
    kind = kind_with(office, "項目のある契約", CustomField("shelf", "棚", "text"))
    sheet = ledger(
        ("a.pdf", "項目のある契約書", "項目のある契約", "三"),
        heading=("ファイル名", "契約書名", "契約種別", "棚"),
    )
    job = brings(clerk, ("a.pdf", scan(1)), ("b.pdf", scan(2)), sheet=sheet)
    with office.opened.database.writing() as session:
        gone = update(ContractType).where(ContractType.id == kind.id)
        session.execute(gone.values(preset=spelled_preset(TypePreset())))
    starts(clerk, job)
    assert works(office) == [FileOutcome.REFUSED]
    clerk.opens(job)
    assert "この契約種別にない項目です。" in clerk.text
    assert job_kept(office).state == ImportState.FINISHED
