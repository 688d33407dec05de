"""Files that exist whole or not at all, also after a power cut."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PART = ".part"


def write_once(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a new file readable by its owner only; raise FileExistsError and change nothing if it exists."""
    part = _part_beside(path, chunks)
    try:
        os.link(part, path)
    finally:
        part.unlink()
    sync_folder(path.parent)


def write_over(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the file, or put the new content in the place of the old one in a single step."""
    _part_beside(path, chunks).replace(path)
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make the folder and its parents, each open to the owner only and recorded in the one above."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    give_to_owner_of(folder.parent, folder)
    sync_folder(folder.parent)


def give_to_owner_of(folder: Path, made: int | Path) -> None:
    """What root makes belongs to whom its folder belongs: the site, another account, has to read it."""
    if os.geteuid() != 0:
        return
    owner, now = folder.stat(), os.stat(made)  # noqa: PTH116 -- `made` may be a descriptor
    if (owner.st_uid, owner.st_gid) != (now.st_uid, now.st_gid):
        with suppress(PermissionError):  # a root without its powers, in a container or on a share
            os.chown(made, owner.st_uid, owner.st_gid)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _part_beside(path: Path, chunks: Iterable[bytes]) -> Path:
    make_folder(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=path.parent)
    part = Path(name)
    try:
        give_to_owner_of(path.parent, descriptor)
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        part.unlink()
        raise
    return part
