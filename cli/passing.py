"""Where the processes of this machine keep passing files: readable by nobody else, emptied before each start.

A document is in the clear there while it is converted; what a killed process left goes with the next start
(threats.md T77). The folder stands in TMPDIR, which may be a tmpfs.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOTE = "passing"
PREFIX = "warifu-passing-"


@contextmanager
def passing_folder(home: Path) -> Iterator[Path]:
    """Hand over a new private folder; it goes at the end, or, after a kill, with the next one's beginning."""
    note = home / NOTE
    if note.exists():
        _remove(Path(note.read_text("utf-8")))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    note.write_text(str(folder), encoding="utf-8")
    try:
        yield folder
    finally:
        _remove(folder)
        note.unlink(missing_ok=True)


def emptied(folder: Path) -> Path:
    """Return the folder without anything in it."""
    _remove(folder)
    folder.mkdir(mode=0o700, parents=True)
    return folder


def _remove(folder: Path) -> None:
    """Only what was made here: the note might name anything."""
    if folder.name.startswith(PREFIX) or folder.parent.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
