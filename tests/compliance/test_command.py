"""`warifu audit verify`: the database, and exports of it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from contracts.reasons import JST
from tests.cli.commands import run
from tests.compliance.test_audit import change, rows_of
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk


@pytest.mark.usefixtures("lease")
def test_a_whole_database_is_checked_and_a_changed_row_is_named(
    capsys: pytest.CaptureFixture[str], office: Office
) -> None:
    settings = office.opened.settings
    said = run(capsys, settings, "audit", "verify")
    assert (said.code, said.err) == (0, "")
    assert "監査ログに異常なし（8件）" in said.out
    assert "契約1件の記録を検証しました" in said.out
    change(office, 2)
    said = run(capsys, settings, "audit", "verify")
    assert said.code == 1
    row = rows_of(office)[1]
    at = f"{datetime.fromisoformat(row.at).astimezone(JST):%Y-%m-%d %H:%M:%S} +09:00"
    named = f"{office.organization.name}: 監査ログ: 2番（{at}、{row.code}）の記録が変更されています"
    assert said.err.startswith(f"warifu: {named}")


@pytest.mark.shows("MK-83")
def test_exports_are_checked_as_files(
    capsys: pytest.CaptureFixture[str], office: Office, auditor: Clerk, lease: Sent, tmp_path: Path
) -> None:
    settings, file = office.opened.settings, tmp_path / "export.json"
    for path, filtered in (
        ("/audit.json", False),
        ("/audit.json?kind=accounts", True),
        (f"/contracts/{lease.contract}/timeline.json", False),
    ):
        file.write_bytes(auditor.client.get(path).data)
        said = run(capsys, settings, "audit", "verify", str(file))
        assert (said.code, said.err) == (0, "")
        assert said.out.startswith("異常なし: ")
        assert ("絞り込んだ出力" in said.out) == filtered
    file.write_text(file.read_text("utf-8").replace('"kind": "terms_accepted"', '"kind": "sent_back"'))
    assert run(capsys, settings, "audit", "verify", str(file)).code == 1


def test_what_is_no_export_is_said(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path
) -> None:
    settings, file = office.opened.settings, tmp_path / "other.json"
    for data in (b"{}", b"not json", b"\xff\xfe"):
        file.write_bytes(data)
        assert run(capsys, settings, "audit", "verify", str(file)).code == 2
    assert run(capsys, settings, "audit", "verify", str(tmp_path / "missing.json")).code == 2
    nowhere = replace(settings, database_url=f"sqlite:///{tmp_path / 'empty' / 'warifu.db'}")
    said = run(capsys, nowhere, "audit", "verify")
    assert said.code == 2
    assert "warifu up" in said.err
