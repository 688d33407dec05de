"""Passing files of a process that was killed do not stay in the clear (T77)."""

import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from cli.children import Child
from cli.passing import passing_folder

LEAVES = """
import sys, tempfile, time
with tempfile.NamedTemporaryFile(suffix=".docx") as left:
    left.write(b"CANARY")
    left.flush()
    print(left.name, flush=True)
    sys.stdin.read()
    time.sleep(600)
"""


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmpfs"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def told(child: Child) -> Path:
    while not child.log.read_text().endswith("\n"):
        assert child.is_running
    return Path(child.log.read_text().splitlines()[-1])


@pytest.mark.shows("T77")
def test_what_a_killed_process_left_is_gone_before_it_starts_again(tmp_path: Path, there: Path) -> None:
    with passing_folder(tmp_path) as passing:
        child = Child(
            "web", [sys.executable, "-c", LEAVES], {"PATH": os.defpath}, tmp_path / "log", passing / "web"
        )
        child.start()
        left = told(child)
        assert left.is_relative_to(there)
        assert left.read_bytes() == b"CANARY"
        assert stat.S_IMODE(passing.stat().st_mode) == stat.S_IMODE(left.parent.stat().st_mode) == 0o700
        assert child.process is not None
        child.process.send_signal(signal.SIGKILL)
        child.process.wait()
        assert left.exists()
        child.log.write_text("")
        child.start()
        assert told(child) != left
        assert not left.exists()
        child.process.kill()
        child.process.wait()
    assert list(there.iterdir()) == []


@pytest.mark.shows("T77")
def test_what_a_killed_run_left_goes_with_the_next_one(tmp_path: Path, there: Path) -> None:
    def killed() -> None:
        with passing_folder(tmp_path) as passing:
            (passing / "web").mkdir()
            (passing / "web" / "contract.docx").write_bytes(b"CANARY")
            os._exit(9)

    pid = os.fork()
    if pid == 0:
        killed()
    os.waitpid(pid, 0)
    assert len(list(there.rglob("contract.docx"))) == 1
    with passing_folder(tmp_path):
        assert list(there.rglob("contract.docx")) == []


def test_the_note_of_a_run_removes_nothing_that_is_not_its_own(tmp_path: Path, there: Path) -> None:
    other = there / "other"
    other.mkdir()
    (tmp_path / "passing").write_text(str(other))
    with passing_folder(tmp_path):
        assert other.is_dir()
