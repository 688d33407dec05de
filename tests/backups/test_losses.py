"""What a backup and a restore do about losses: told, named, and nothing older given up for them."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.backups import BackupFolder
from adapters.keys.ring_file import create_key_file
from cli import backup
from database.engine import now_of
from database.people import StaffSession
from database.queries.stored_files import stored_files
from tests.backups.test_restoring import backed_up, command, restored
from tests.lifecycle.office import Office, a_pdf
from workflows.installation import open_installation


@pytest.mark.shows("GM-33", "GM-31")
@pytest.mark.parametrize("lost", ["wrapped/??/*", "??/*"])
def test_a_lost_file_is_told_by_the_backup_and_comes_back_from_the_one_before(
    office: Office, shelf: Path, capsys: pytest.CaptureFixture[str], lost: str
) -> None:
    office.draft([1])
    backed_up(office, shelf)
    (older,) = BackupFolder(shelf).sets()
    older.folder.rename(older.folder.with_name("2025-11-22T050000Z"))
    (part,) = BackupFolder(shelf).key_parts()
    part.rename(part.with_name("2025-11-22T050000Z.age"))
    victim = next(office.opened.settings.files.glob(lost))
    victim.unlink()
    words = ["--key-parts", "1", "--days", "1", "--months", "1", "--years", "1"]
    recipients = ["--recipients", str(shelf.with_name("recipients"))]
    assert command(backup, office.opened.settings, "backup", str(shelf), *recipients, *words) == 1
    told = capsys.readouterr().err
    assert victim.name in told
    assert "1件のファイルが開けません" in told
    assert len(BackupFolder(shelf).sets()) == len(BackupFolder(shelf).key_parts()) == 2
    assert all(victim.name in one.object_ids() for one in BackupFolder(shelf).sets())


@pytest.mark.shows("GM-33")
def test_a_file_that_no_copy_is_left_of_is_named_and_all_the_others_are_back(
    office: Office, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.draft([1])
    backed_up(office, shelf)
    victim = next(shelf.glob("objects/??/*"))
    victim.unlink()
    code, settings = restored(shelf, tmp_path / "again")
    assert code == 1
    told = capsys.readouterr()
    assert f"{victim.name} が失われたか、壊れています" in told.err
    assert "1件のSHA-256が記録と一致、破棄済み・控えなし0件、破損1件" in told.out
    opened = open_installation(settings)
    (other,) = [one for one in stored_files(opened.database) if one.object_id != victim.name]
    assert opened.files.read(other) == a_pdf()


@pytest.mark.shows("GM-33")
def test_the_master_key_of_another_installation_is_never_written_over(
    office: Office, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backed_up(office, shelf)
    home = tmp_path / "again"
    own = home / "keys" / "master"
    own.parent.mkdir(parents=True)
    create_key_file(own)
    before = own.read_bytes()
    code, _ = restored(shelf, home)
    assert code == 1
    assert "すでにマスター鍵" in capsys.readouterr().err
    assert own.read_bytes() == before


@pytest.mark.shows("GM-33")
def test_who_signed_out_after_the_backup_is_not_in_again_and_later_anchors_are_told(
    office: Office, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with office.opened.database.writing() as session:
        now = now_of(session)
        session.add(
            StaffSession(
                public_id=str(uuid.uuid4()),
                organization_id=office.organization.id,
                user_id=office.owner.id,
                digest="0" * 64,
                created_at=now,
                expires_at=now + timedelta(days=1),
            )
        )
    anchors = office.opened.settings.anchors
    anchors.mkdir()
    (anchors / "00000001.json").write_text("{}")
    backed_up(office, shelf)
    code, settings = restored(shelf, tmp_path / "again")
    assert code == 0
    assert "この時点より後のアンカーが1件あります" in capsys.readouterr().err
    with open_installation(settings).database.reading() as session:
        assert session.query(StaffSession).one().ended_at is not None
