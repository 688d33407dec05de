"""Backups are files of the age format: whole or not there, for their recipients alone."""

import secrets
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from adapters.backups import (
    BackupUnreadable,
    Identities,
    KeyTextRefused,
    Recipients,
    opened_into,
    opened_through,
    sealed_from,
)
from tests.backups.offline import new_identity

OURS, THEIRS = new_identity(), new_identity()
RECIPIENTS = Recipients.read(f"# offline, in the safe\n{OURS.recipient}\n")
DATA = secrets.token_bytes(300_000)


def written(stream: BinaryIO) -> None:
    stream.write(DATA)


def sealed(path: Path) -> Path:
    sealed_from(written, path, RECIPIENTS)
    return path


@pytest.mark.shows("T76")
def test_a_stolen_copy_opens_for_its_recipient_alone(tmp_path: Path) -> None:
    path, opened = sealed(tmp_path / "one.age"), BytesIO()
    opened_into(path, opened, Identities.read(OURS.identity))
    assert opened.getvalue() == DATA
    assert DATA[:100] not in path.read_bytes()
    with pytest.raises(BackupUnreadable):
        opened_into(path, BytesIO(), Identities.read(THEIRS.identity))


@pytest.mark.parametrize("cut", [1, 70_000])
def test_a_backup_that_was_cut_off_or_changed_is_refused(tmp_path: Path, cut: int) -> None:
    path = sealed(tmp_path / "one.age")
    whole = path.read_bytes()
    for damaged in (whole[:-cut], whole[:-cut] + bytes([whole[-cut] ^ 1]) + whole[len(whole) - cut + 1 :]):
        path.write_bytes(damaged)
        with pytest.raises(BackupUnreadable):
            opened_through(path, Identities.read(OURS.identity), lambda stream: stream.read())


def test_what_fails_while_it_is_written_leaves_no_file(tmp_path: Path) -> None:
    def failing(stream: BinaryIO) -> None:
        stream.write(DATA)
        raise OSError(5, "disk")

    with pytest.raises(OSError, match="disk"):
        sealed_from(failing, tmp_path / "one.age", RECIPIENTS)
    assert not (tmp_path / "one.age").exists()


@pytest.mark.parametrize("text", ["", "# only a remark", "age1nothing", "ssh-ed25519 AAAA"])
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(KeyTextRefused):
        Recipients.read(text)


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
def test_the_age_program_opens_it_without_us(tmp_path: Path) -> None:
    path, identity = sealed(tmp_path / "one.age"), tmp_path / "identity"
    identity.write_text(OURS.identity)
    words = ["age", "--decrypt", "--identity", str(identity), str(path)]
    assert subprocess.run(words, capture_output=True, check=True).stdout == DATA
