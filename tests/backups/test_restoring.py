"""`warifu backup` and `warifu restore` between two homes (GM-33, T76)."""

import argparse
import hashlib
import uuid
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from adapters.backups import BackupFolder, KeyPart
from adapters.files import FileMissing
from adapters.settings import Settings, read_settings
from cli import backup, master_key, restore, restoring
from cli.half_restored import HalfRestored
from cli.installing import install
from contracts.signing import Purpose
from database.audit import AuditEvent
from database.filing import file_stored
from database.ledger import Ledger
from database.people import Installation
from database.queries.stored_files import stored_files
from tests import databases
from tests.backups.offline import new_identity
from tests.chains import first_broken_link
from tests.lifecycle.office import Office, a_pdf
from tests.lifecycle.test_rebuilding import request_for
from workflows.installation import open_installation


def command(module: object, settings: Settings, *words: str) -> int:
    parser = argparse.ArgumentParser()
    module.add_parser(parser.add_subparsers())  # type: ignore[attr-defined]  # each command module has one
    arguments = parser.parse_args(words)
    code: int = arguments.run(arguments, settings)
    return code


def backed_up(office: Office, shelf: Path, *words: str) -> None:
    recipients = str(shelf.with_name("recipients"))
    settings = office.opened.settings
    assert command(backup, settings, "backup", str(shelf), "--recipients", recipients, *words) == 0


def restored(shelf: Path, home: Path, *words: str) -> tuple[int, Settings]:
    settings = read_settings(databases.ready(home))
    identity = str(shelf.with_name("identity"))
    return command(restore, settings, "restore", str(shelf), "--identity", identity, *words), settings


@pytest.mark.shows("GM-33", "T76")
def test_a_restored_installation_has_identical_files_and_refuses_workflows_of_before(
    office: Office, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    under_way = request_for(office)
    Ledger(office.opened.database).record(under_way)
    before = {one: office.opened.files.read(one) for one in stored_files(office.opened.database)}
    backed_up(office, shelf)
    code, settings = restored(shelf, tmp_path / "again")
    assert code == 0, capsys.readouterr().err
    opened = open_installation(settings)
    assert {one: opened.files.read(one) for one in stored_files(opened.database)} == before
    with opened.database.reading() as session:
        assert session.query(Installation).one().epoch == 2
        assert first_broken_link(session, office.organization.id) is None
        assert [row.code for row in session.query(AuditEvent)][-1] == "installation_restored"
    assert Ledger(opened.database).record(under_way) == "EpochSuperseded"
    assert "2件のSHA-256が記録と一致" in capsys.readouterr().out


@pytest.mark.shows("T76")
def test_a_stolen_backup_tells_no_name_no_text_and_no_key(office: Office, shelf: Path) -> None:
    office.draft([1])
    backed_up(office, shelf)
    settings = office.opened.settings
    secret = settings.master_key_file.read_bytes().splitlines()[1]
    wrapped = [path.read_bytes()[27:] for path in settings.files.glob("wrapped/??/*")]
    data = b"".join(path.read_bytes() for path in shelf.rglob("*") if path.is_file())
    assert len(wrapped) == 2
    for told in (secret, *wrapped, b"%PDF-", "株式会社サンプル".encode(), b"sender@example.co.jp"):
        assert told not in data
    assert not (settings.home / "backup-work").exists()


@pytest.mark.shows("GM-33")
def test_an_older_moment_comes_back_and_what_was_shredded_since_stays_shredded(
    office: Office, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = office.draft([1])
    backed_up(office, shelf)
    (older,) = BackupFolder(shelf).sets()
    shelf_set = older.folder.rename(older.folder.with_name("2025-11-22T050000Z"))
    first, second = stored_files(office.opened.database)
    office.opened.files.shred(first.object_id)
    office.new_version(draft.contract, "Later")
    backed_up(office, shelf, "--key-parts", "1")
    assert len(BackupFolder(shelf).key_parts()) == 1
    code, settings = restored(shelf, tmp_path / "again", "--set", shelf_set.name)
    assert code == 0
    assert "破棄済み・控えなし1件" in capsys.readouterr().out
    opened = open_installation(settings)
    assert list(stored_files(opened.database)) == [first, second]
    assert opened.files.read(second) == a_pdf()
    assert not opened.files.exists(first.object_id)
    opened.files.put_back(first.object_id, BackupFolder(shelf).object_path(first.object_id))
    with pytest.raises(FileMissing):
        opened.files.read(first)


@pytest.mark.shows("T54")
def test_an_identity_paper_and_its_key_are_in_no_backup(
    office: Office, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.draft([1])
    data = b"\x89PNG a face"
    paper = replace(
        next(stored_files(office.opened.database)),
        object_id=str(uuid.uuid4()),
        purpose=Purpose.IDENTITY,
        digest=hashlib.sha256(data).hexdigest(),
    )
    office.opened.files.write(paper, data)
    with office.opened.database.writing() as session:
        session.add(file_stored(session, office.organization.id, paper, len(data)))
    backed_up(office, shelf)
    assert not BackupFolder(shelf).object_path(paper.object_id).exists()
    code, settings = restored(shelf, tmp_path / "again")
    assert code == 0
    assert "2件のSHA-256が記録と一致、破棄済み・控えなし1件" in capsys.readouterr().out
    assert paper.object_id not in {path.name for path in settings.files.rglob("*")}


def test_a_backup_copies_each_file_once_and_forgets_what_no_set_names(office: Office, shelf: Path) -> None:
    office.draft([1])
    backed_up(office, shelf)
    (first,) = BackupFolder(shelf).sets()
    kept = {path: path.stat().st_mtime_ns for path in shelf.glob("objects/??/*")}
    for one in stored_files(office.opened.database):
        office.opened.files.shred(one.object_id)
    office.draft([1])
    first.folder.rename(first.folder.with_name("2026-11-21T050000Z"))
    backed_up(office, shelf)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert len(list(shelf.glob("objects/??/*"))) == 4
    newest = BackupFolder(shelf).sets()[-1]
    newest.folder.rename(newest.folder.with_name("2026-11-22T040000Z"))
    backed_up(office, shelf, "--days", "1", "--months", "1", "--years", "1")
    assert not set(shelf.glob("objects/??/*")) & set(kept)


def test_a_set_from_before_a_retired_generation_comes_back_under_the_newest_key(
    office: Office, shelf: Path, tmp_path: Path
) -> None:
    office.draft([1])
    backed_up(office, shelf)
    (older,) = BackupFolder(shelf).sets()
    name = older.folder.rename(older.folder.with_name("2025-11-22T050000Z")).name
    settings = office.opened.settings
    assert command(master_key, settings, "master-key", "rotate") == 0
    assert command(master_key, settings, "master-key", "retire") == 0
    backed_up(office, shelf)
    code, again = restored(shelf, tmp_path / "again", "--set", name)
    assert code == 0
    opened = open_installation(again)
    assert opened.keys.check_values() == office.opened.keys.check_values()
    assert all(opened.files.read(one) for one in stored_files(opened.database))


def test_an_interrupted_backup_is_no_set_and_the_next_one_clears_it_away(
    office: Office, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(KeyPart, "feed", full_disk)
        recipients = str(shelf.with_name("recipients"))
        code = command(backup, office.opened.settings, "backup", str(shelf), "--recipients", recipients)
    assert code == 1
    assert (BackupFolder(shelf).sets(), BackupFolder(shelf).key_parts()) == ([], [])
    backed_up(office, shelf)
    assert len(BackupFolder(shelf).sets()) == 1
    assert not list(shelf.rglob("*.part"))


def full_disk(_part: KeyPart, _stream: BinaryIO) -> None:
    raise OSError(28, "No space left on device")


def test_nothing_that_stands_is_ever_written_over(
    office: Office, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backed_up(office, shelf)
    code, _ = restored(shelf, office.opened.settings.home)
    assert code == 1
    assert "すでにデータベースがあります" in capsys.readouterr().err
    shelf.with_name("identity").write_text(new_identity().identity)
    code, settings = restored(shelf, tmp_path / "again")
    assert code == 1
    assert "復号できません" in capsys.readouterr().err
    assert not settings.master_key_file.exists()


@pytest.mark.shows("GM-33")
@pytest.mark.parametrize("killed", ["_objects_back", "restore_into_postgresql", "_settled"])
def test_a_restore_that_was_killed_is_done_again_and_nothing_starts_before(
    office: Office, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: str
) -> None:
    if killed == "restore_into_postgresql" and not databases.is_postgresql():
        killed = "_database_in_place"
    Ledger(office.opened.database).record(request_for(office))
    backed_up(office, shelf)
    home = tmp_path / "again"
    with monkeypatch.context() as patch:
        patch.setattr(restoring, killed, interrupted)
        with pytest.raises(KeyboardInterrupt):
            restored(shelf, home)
    (home / "warifu.db.restoring").write_bytes(b"half")
    with pytest.raises(HalfRestored):
        install(read_settings(databases.environment(home)))
    code, settings = restored(shelf, home)
    assert code == 0
    opened = open_installation(settings)
    assert len(list(stored_files(opened.database))) == 2
    with opened.database.reading() as session:
        assert session.query(Installation).one().epoch == 2
        assert "installation_restored" in [row.code for row in session.query(AuditEvent)]
    install(settings)


def interrupted(*_arguments: object) -> None:
    raise KeyboardInterrupt
