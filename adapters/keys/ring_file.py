"""The file of the master key: one line, and after a rotation one for each generation, newest first."""

import base64
import binascii
import secrets
from collections.abc import Sequence
from pathlib import Path

from adapters.durable import write_once, write_over
from adapters.keys.master import MasterKey

FIRST_LINE = b"warifu master key 1\n"
FIRST_LINE_OF_SEVERAL = b"warifu master keys 2\n"
SECRET_BYTES = 32
Mark = tuple[int, int, int]


def new_master_key() -> MasterKey:
    return MasterKey(secrets.token_bytes(SECRET_BYTES))


def create_key_file(path: Path) -> tuple[MasterKey, ...]:
    """Make the first key, only when the database is empty; raise FileExistsError rather than replace one."""
    key = new_master_key()
    write_once(path, [FIRST_LINE, _line(key)])
    return (key,)


def write_key_file(path: Path, generations: Sequence[MasterKey]) -> None:
    """Put these generations, newest first, in the place of the old ones in a single step; raises OSError."""
    write_over(path, [FIRST_LINE_OF_SEVERAL, *map(_line, generations)])


def read_key_file(path: Path) -> tuple[MasterKey, ...]:
    """Return every generation, newest first. Raises OSError, or ValueError for what is no key file."""
    content = path.read_bytes()
    if content.startswith(FIRST_LINE):
        return (_key(content.removeprefix(FIRST_LINE).strip()),)
    if not content.startswith(FIRST_LINE_OF_SEVERAL):
        raise ValueError(path)
    keys = tuple(_key(line) for line in content.removeprefix(FIRST_LINE_OF_SEVERAL).splitlines())
    if not keys:
        raise ValueError(path)
    return keys


def mark_of(path: Path) -> Mark | None:
    """Return what changes whenever the file is replaced, or None while it is away."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _line(key: MasterKey) -> bytes:
    return base64.b64encode(key.secret) + b"\n"


def _key(line: bytes) -> MasterKey:
    try:
        secret = base64.b64decode(line, validate=True)
    except binascii.Error:
        raise ValueError(line[:0]) from None
    if len(secret) != SECRET_BYTES:
        raise ValueError(line[:0])
    return MasterKey(secret)
