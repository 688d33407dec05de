"""`warifu import`: a folder with its ledger, without the web, and gone on with after whatever happened."""

import argparse
import csv
import os
import signal
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cli import importing
from cli.importing.results import write_csv
from cli.importing.words import FAULTS, SHEET
from contracts.importing import FileOutcome
from database.contract import Contract
from tests import databases
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.importing.making import contracts_kept, files_kept, job_kept, ledger, scan
from webapp.texts.imports import FAULTS as OF_PAGES
from webapp.texts.imports import SHEETS

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three scans, one in a folder of its own, and something that is no contract."""
    folder = tmp_path / "紙"
    (folder / "下").mkdir(parents=True)
    (folder / "a.pdf").write_bytes(scan(1))
    (folder / "b.pdf").write_bytes(scan(2))
    (folder / "下" / "c.pdf").write_bytes(scan(3))
    (folder / "メモ.txt").write_text("no contract")
    return folder


def runs(capsys: pytest.CaptureFixture[str], office: Office, *words: str | Path) -> Said:
    parser = argparse.ArgumentParser()
    importing.add_parser(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["import", *map(str, words), "--owner", LEGAL])
    code = arguments.run(arguments, office.opened.settings)
    said = capsys.readouterr()
    return Said(code, said.out, said.err)


@pytest.mark.shows("MK-24", "MK-08")
def test_a_folder_is_registered_by_its_ledger_and_every_file_has_its_line_in_the_results(
    capsys: pytest.CaptureFixture[str], office: Office, folder: Path, tmp_path: Path
) -> None:
    sheet, results = tmp_path / "台帳.csv", tmp_path / "結果.csv"
    rows = (("a.pdf", "甲契約", "甲", "2024/4/1", "", ""), ("c.pdf", "丙契約", "丙", "いつか", "", ""))
    sheet.write_bytes(ledger(*rows, encoding="cp932"))
    said = runs(capsys, office, folder, "--ledger", sheet, "--results", results)
    assert said.code == 1
    assert "契約締結日「いつか」: 日付として読めません" in said.out
    assert [one.title for one in contracts_kept(office)] == ["甲契約"]
    lines = list(csv.reader(StringIO(results.read_bytes().decode("utf-8-sig"), newline="")))
    assert [(line[2], line[3]) for line in lines[1:]] == [
        ("a.pdf", "登録済み"),
        ("b.pdf", "対象外（エラー）"),
        ("下/c.pdf", "対象外（エラー）"),
    ]


def test_no_cell_of_the_results_is_computed_by_a_spreadsheet(tmp_path: Path) -> None:
    results = tmp_path / "結果.csv"
    write_csv(results, [["＝HYPERLINK(1)", " =1+1", "\t=1", "0012", "契約.pdf"]])
    [_heading, line] = csv.reader(StringIO(results.read_bytes().decode("utf-8-sig"), newline=""))
    assert line == ["'＝HYPERLINK(1)", "' =1+1", "'\t=1", "'0012", "契約.pdf"]


def test_a_dry_run_says_what_would_be_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], office: Office, folder: Path
) -> None:
    said = runs(capsys, office, folder, "--dry-run")
    assert (said.code, "登録できるもの 3件" in said.out) == (0, True)
    assert contracts_kept(office) == []


@pytest.mark.shows("MK-28")
def test_what_is_there_already_is_left_out_unless_the_command_says_otherwise(
    capsys: pytest.CaptureFixture[str], office: Office, folder: Path, tmp_path: Path
) -> None:
    runs(capsys, office, folder, "--results", tmp_path / "1.csv")
    said = runs(capsys, office, folder, "--results", tmp_path / "2.csv")
    assert {one.outcome for one in files_kept(office)} == {FileOutcome.DUPLICATE}
    assert "同じファイルが登録されています" in said.out
    runs(capsys, office, folder, "--duplicates", "import", "--results", tmp_path / "3.csv")
    assert len(contracts_kept(office)) == 6


@pytest.mark.shows("MK-24")
@pytest.mark.skipif(databases.is_postgresql(), reason="the child is started on its own SQLite home")
def test_after_kill_9_the_command_goes_on_where_it_was(
    capsys: pytest.CaptureFixture[str], office: Office, folder: Path, tmp_path: Path
) -> None:
    for number in range(4, 16):
        (folder / f"{number:03}.pdf").write_bytes(scan(number, dpi=72))
    home = office.opened.settings.home
    words = ["-m", "cli", "--home", str(home), "import", str(folder), "--owner", LEGAL]
    child = subprocess.Popen([sys.executable, *words], cwd=ROOT, start_new_session=True)
    while registered_so_far(office) < 2 and child.poll() is None:
        pass  # each look asks the database
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    before = registered_so_far(office)
    assert 2 <= before < 15
    assert "途中で止まっています" in runs(capsys, office, folder).err
    said = runs(capsys, office, folder, "--resume", "--results", tmp_path / "r.csv")
    assert (said.code, registered_so_far(office)) == (0, 15)
    numbers = sorted(str(one.number) for one in contracts_kept(office))
    assert numbers == [f"2026-{n:06d}" for n in range(1, 16)]
    assert {one.job_id for one in files_kept(office)} == {job_kept(office).id}


def test_files_of_one_name_in_several_folders_are_told_apart_by_the_folders_in_the_ledger(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path
) -> None:
    folder, sheet = tmp_path / "紙", tmp_path / "台帳.csv"
    for number, year in enumerate(("2024", "2025"), 1):
        (folder / year).mkdir(parents=True)
        (folder / year / "契約書.pdf").write_bytes(scan(number))
    rows = (("2024\\契約書.pdf", "一年目", "甲", "", "", ""), ("2025/契約書", "二年目", "甲", "", "", ""))
    sheet.write_bytes(ledger(*rows, encoding="cp932"))
    said = runs(capsys, office, folder, "--ledger", sheet, "--results", tmp_path / "r.csv")
    assert (said.code, [one.title for one in contracts_kept(office)]) == (0, ["一年目", "二年目"])


def test_a_name_as_macos_spells_it_finds_its_row_and_makes_a_title_as_people_type_it(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path
) -> None:
    folder, sheet = tmp_path / "紙", tmp_path / "台帳.csv"
    folder.mkdir()
    (folder / unicodedata.normalize("NFD", "ガス供給契約.pdf")).write_bytes(scan(1))
    sheet.write_bytes(
        ledger(("ガス供給契約.pdf", "", "ガス会社", "２０２４／４／１", "", "１，２００，０００円"))
    )
    said = runs(capsys, office, folder, "--ledger", sheet, "--results", tmp_path / "r.csv")
    [contract] = contracts_kept(office)
    assert (said.code, contract.title, contract.amount) == (0, "ガス供給契約", 1_200_000)
    assert contract.agreed_on == date(2024, 4, 1)


def test_what_no_database_can_name_is_told_and_what_is_no_pdf_is_no_silent_part(
    capsys: pytest.CaptureFixture[str], office: Office, folder: Path
) -> None:
    (folder / os.fsdecode("契約.pdf".encode("cp932"))).write_bytes(scan(9))
    (folder / "._a.pdf").write_bytes(b"what macOS keeps beside it")
    said = runs(capsys, office, folder, "--dry-run")
    assert "ファイル名の文字コードがUTF-8ではありません" in said.out
    assert "登録できるもの 3件、エラー 1件" in said.out
    assert "PDFではないファイル 1件は対象外です（メモ.txtなど）" in said.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("/nowhere",), "というフォルダーはありません"),
        (("{folder}", "--resume"), "途中で止まった登録はありません"),
        (("{folder}", "--folder", "無い"), "保管先を一つ指定してください"),
        (("{folder}", "--timestamp"), "WARIFU_TSA_FILE"),
        (("{folder}", "--results", "/nowhere/r.csv"), "には書き出せません"),
        (("{folder}", "--ledger", "{folder}/メモ.txt"), "使える列: ファイル名"),
    ],
)
def test_what_cannot_be_begun_says_why(
    capsys: pytest.CaptureFixture[str], office: Office, folder: Path, words: tuple[str, ...], said: str
) -> None:
    told = runs(capsys, office, *(one.format(folder=folder) for one in words))
    assert (told.code, said in told.err) == (2, True)


def test_command_and_pages_know_the_same_faults() -> None:
    assert set(FAULTS) == set(OF_PAGES) - {"busy", "zip_unusable"}
    assert set(SHEET) == set(SHEETS)


def registered_so_far(office: Office) -> int:
    with office.opened.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Contract).where(Contract.sequence > 0)) or 0
