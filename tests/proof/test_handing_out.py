"""The page and the command that hand out 立証パッケージ: to whom, once confirmed, told to the log."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from cli import __main__ as warifu
from contracts import evidence_package as names
from database.audit import AuditEvent
from tests.desk.site import Clerk
from tests.proof.conftest import Proof


def packaged_rows(proof: Proof) -> list[AuditEvent]:
    with proof.office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent).where(AuditEvent.code == "evidence_packaged")))


@pytest.mark.shows("MK-92")
def test_an_auditor_confirms_that_it_holds_personal_data_and_gets_the_zip(
    proof: Proof, auditor: Clerk
) -> None:
    path, before = f"/contracts/{proof.bundle.draft.contract}/evidence", len(packaged_rows(proof))
    auditor.opens(path)
    assert "個人情報が含まれます" in auditor.text
    assert auditor.sends(path, confirmed=None).status_code == 422
    assert "チェックを入れてください" in auditor.text
    answer = auditor.sends(path, confirmed="y")
    assert answer.mimetype == "application/zip"
    with ZipFile(BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        assert names.EXPLANATION in archive.namelist()
    assert [row.subject for row in packaged_rows(proof)[before:]] == [proof.bundle.draft.contract]


def test_who_may_not_read_the_log_finds_no_package(proof: Proof, legal: Clerk) -> None:
    contract = proof.bundle.draft.contract
    assert legal.opens(f"/contracts/{contract}/evidence").status_code == 404
    assert "立証パッケージ" not in legal.opens(f"/contracts/{contract}").text


def test_the_command_writes_the_file_once_and_tells_the_log(
    proof: Proof, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = proof.office.opened.settings
    monkeypatch.setenv("WARIFU_HOME", str(settings.home))
    monkeypatch.setenv("WARIFU_DATABASE_URL", settings.database_url)
    path, before = tmp_path / "package.zip", len(packaged_rows(proof))
    order = ["evidence", str(proof.bundle.row().number), "-o", str(path)]
    assert warifu.main(order) == 0
    with ZipFile(path) as archive:
        assert archive.testzip() is None
    assert [one.name for one in tmp_path.iterdir()] == ["package.zip"]
    assert warifu.main(order) == 1
    assert "すでにあります" in capsys.readouterr().err
    assert warifu.main(["evidence", "no such contract", "-o", str(tmp_path / "other.zip")]) == 1
    assert len(packaged_rows(proof)) == before + 1
