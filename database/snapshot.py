"""One moment of the whole database as a stream, and a database made of such a stream."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.engine import make_url

WHOLE = -1
"""In one step: a copy in steps begins anew whenever somebody writes between two; under WAL writers go on."""
PARTS = {
    "host": "PGHOST",
    "port": "PGPORT",
    "username": "PGUSER",
    "password": "PGPASSWORD",
    "database": "PGDATABASE",
}


class DumpFailed(Exception):
    """pg_dump or pg_restore is not installed or did not succeed; its text is the program's own."""


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def snapshot_of(url: str, work: Path) -> Callable[[BinaryIO], None]:
    """Return what writes one consistent moment of the database while others go on writing.

    SQLite is copied by its online backup into `work`, a folder as private as the database's own, first.
    """
    if not is_sqlite(url):
        return lambda stream: _program(["pg_dump", "--format=custom", "--no-owner"], url, None, stream)
    path = work / "snapshot.db"
    _sqlite_copy(Path(make_url(url).database or ""), path)

    def feed(stream: BinaryIO) -> None:
        with path.open("rb") as source:
            shutil.copyfileobj(source, stream)

    return feed


def restore_into_postgresql(url: str, dump: BinaryIO) -> None:
    """Fill an empty database in one transaction. Raises DumpFailed."""
    words = ["pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", "--dbname="]
    _program(words, url, dump, None)


def _sqlite_copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing, pages=WHOLE)


def _program(words: list[str], url: str, source: BinaryIO | None, sink: BinaryIO | None) -> None:
    """The address goes by the environment: a command line is readable by everybody on the machine."""
    address = make_url(url)
    given = {PARTS[name]: str(value) for name in PARTS if (value := getattr(address, name)) is not None}
    given |= {f"PG{name.upper()}": str(value) for name, value in address.query.items()}
    if words[-1] == "--dbname=":
        words = [*words[:-1], f"--dbname={address.database}"]
    try:
        done = subprocess.run(  # noqa: S603 -- fixed words; the database name is the operator's own
            words,
            env={"PATH": os.defpath, **given},
            stdin=source,
            stdout=sink,
            stderr=subprocess.PIPE,
            check=False,
        )
    except FileNotFoundError:
        raise DumpFailed(
            f"{words[0]} が見つかりません。PostgreSQLのクライアントを導入してください。"
        ) from None
    if done.returncode != 0:
        raise DumpFailed(done.stderr.decode(errors="replace").strip())
