import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.durable import make_folder, write_once, write_over
from adapters.files import FileIdentity, FileStore
from adapters.keys import MasterKey, MasterKeys
from tests.lifecycle.office import open_office
from workflows.housekeeping import sweep_files

DATA = b"CANARY" * 500_000

# The kernel kills the writer when its file passes one megabyte: in the middle, without a chance to tidy up.
KILLED_WHILE_WRITING = """
import resource, signal, sys
from pathlib import Path
from adapters.files import FileIdentity, FileStore
from adapters.keys import MasterKey, MasterKeys
from tests.lifecycle.office import open_office
from workflows.housekeeping import sweep_files

store = FileStore(Path(sys.argv[1]), MasterKeys.of(MasterKey(b"k" * 32)))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
store.write(FileIdentity(*sys.argv[2:]), b"CANARY" * 500_000)
"""


def killed_write(root: Path, identity: FileIdentity) -> Path:
    arguments = [str(root), identity.organization, identity.object_id, identity.purpose, identity.digest]
    done = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, *arguments], check=False)
    assert done.returncode == -signal.SIGXFSZ
    (left,) = root.glob("??/.*.part")
    return left


@pytest.mark.shows("T77")
def test_a_killed_write_leaves_no_object_and_can_be_done_again(
    store: FileStore, root: Path, identify: Callable[..., FileIdentity]
) -> None:
    identity = identify(DATA)
    left = killed_write(root, identity)
    assert 0 < left.stat().st_size < len(DATA)
    assert b"CANARY" not in left.read_bytes()
    assert not store.exists(identity.object_id)
    assert list(store.object_ids()) == []
    store.write(identity, DATA)
    assert store.read(identity) == DATA


def test_what_a_killed_write_left_is_swept_after_an_hour(
    store: FileStore, root: Path, identify: Callable[..., FileIdentity]
) -> None:
    left = killed_write(root, identify(DATA))
    now = datetime.fromtimestamp(left.stat().st_mtime, UTC)
    assert store.sweep(now + timedelta(minutes=30)) == 0
    assert store.sweep(now + timedelta(minutes=61)) == 1
    assert not left.exists()


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> bytes:
        raise OSError

    with pytest.raises(OSError, match=r"^$"):
        write_once(tmp_path / "object", (failing() for _ in range(1)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root writes for others")
def test_what_root_writes_belongs_to_whom_the_folder_belongs(tmp_path: Path) -> None:
    """Or a rotation or backup by sudo would leave keys that the running site cannot read."""
    os.chown(tmp_path, 12345, 12346)
    write_once(tmp_path / "files" / "wrapped" / "once", [b"1"])
    write_over(tmp_path / "over", [b"2"])
    store = FileStore(tmp_path / "store", MasterKeys.of(MasterKey(b"k" * 32)))
    store.shred("00000000-0000-4000-8000-000000000000")
    found = list(tmp_path.rglob("*"))
    assert len(found) == 9
    assert {(path.stat().st_uid, path.stat().st_gid) for path in found} == {(12345, 12346)}


def test_of_two_writers_of_one_name_the_first_stands(tmp_path: Path) -> None:
    write_once(tmp_path / "object", [b"first"])
    with pytest.raises(FileExistsError):
        write_once(tmp_path / "object", [b"second"])
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"first"]


def test_the_daily_round_sweeps_what_killed_writes_left(tmp_path: Path) -> None:
    office = open_office(tmp_path / "home")
    folder = office.opened.settings.files / "ab"
    make_folder(folder)
    old, young = folder / ".old.part", folder / ".young.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert sweep_files(office.opened) == 1
    assert [path.name for path in folder.iterdir()] == [young.name]
