"""One process at a time on a home: a lock that ends with its process, however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from adapters.settings import Settings

LOCK = "lock"
"""Held by `warifu up`, and by what needs it to be down."""


class AlreadyUp(Exception):
    """Another process holds the lock of this name."""


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """A folder is locked itself, also one that only others may write to. Raises AlreadyUp."""
    lock = os.open(path, os.O_RDONLY if path.is_dir() else os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        _locked(lock, path)
        yield
    finally:
        os.close(lock)


def site_is_down(settings: Settings) -> AbstractContextManager[None]:
    """Hold off `warifu up`, which runs in no read-only home, such as a container's. Raises AlreadyUp."""
    is_read_only = os.statvfs(settings.home).f_flag & os.ST_RDONLY
    return only_one(settings.home if is_read_only else settings.home / LOCK)


def keys_stand_still(settings: Settings) -> AbstractContextManager[None]:
    """Keep the generations as they are: a backup must not take one half of a rotation. Raises AlreadyUp."""
    return only_one(settings.master_key_file.parent)


def _locked(lock: int, path: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AlreadyUp(path) from None
