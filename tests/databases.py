"""A test's database is chosen here: WARIFU_TEST_DATABASE is sqlite (unless told otherwise) or postgresql.

A test has a home; its database belongs to that home, is a copy of one migrated once, and goes after the test.
With WARIFU_TEST_POSTGRES_URL an existing PostgreSQL server is used, else one is started for the run.
"""

import os
import shutil
import tempfile
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from database.schema import METADATA, migrate
from tests.postgresql import Postgresql
from tools.postgresql import NoPostgresql, server

_ENVIRONMENT = os.environ  # noqa: TID251 -- how the tests run is no setting of the product
_RUN = ExitStack()


@cache
def is_postgresql() -> bool:
    kind = _ENVIRONMENT.get("WARIFU_TEST_DATABASE") or "sqlite"
    if kind not in {"sqlite", "postgresql"}:
        raise ValueError(kind)
    return kind == "postgresql"


def environment(home: Path) -> dict[str, str]:
    """Return the variables by which this home and its database are found."""
    found = {"WARIFU_HOME": str(home)}
    if is_postgresql():
        found["WARIFU_DATABASE_URL"] = _postgresql().url(_name(home))
    return found


def database_url(home: Path) -> str:
    return environment(home).get("WARIFU_DATABASE_URL", f"sqlite:///{home / 'warifu.db'}")


def ready(home: Path) -> dict[str, str]:
    """Give this home a database without a table unless it has one; SQLite makes its file by itself."""
    if is_postgresql() and not _postgresql().has(_name(home)):
        _postgresql().create(_name(home))
    return environment(home)


def migrated(home: Path) -> dict[str, str]:
    """Give this home a database with every table and no row."""
    if is_postgresql():
        _on_postgresql(home)
    else:
        on_sqlite(home)
    return environment(home)


def on_sqlite(home: Path) -> dict[str, str]:
    """Give this home a migrated SQLite file, whatever the other tests use."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_sqlite_template(), home / "warifu.db")
    return {"WARIFU_HOME": str(home), "WARIFU_DATABASE_URL": f"sqlite:///{home / 'warifu.db'}"}


def on_postgresql(home: Path) -> dict[str, str]:
    """Give this home a migrated database on PostgreSQL, whatever other tests use; skips without a server."""
    postgresql_server()
    return _on_postgresql(home)


def _on_postgresql(home: Path) -> dict[str, str]:
    home.mkdir(parents=True, exist_ok=True)
    url = _postgresql().create(_name(home), _postgresql_template())
    return {"WARIFU_HOME": str(home), "WARIFU_DATABASE_URL": url}


def copied(source: Path, home: Path) -> dict[str, str]:
    """Give a home everything that another one holds, whose database nobody has open."""
    shutil.copytree(source, home)
    if is_postgresql():
        _postgresql().create(_name(home), _name(source))
    return environment(home)


def postgresql_server() -> Postgresql:
    """Return the server of this run, whatever database the other tests use; skips when there is none."""
    try:
        return _postgresql()
    except NoPostgresql as reason:
        pytest.skip(str(reason))


def unguard(session: Session, table: str) -> None:
    """Let an append-only table be changed, as only who owns the database can."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    for verb in ("update", "delete"):
        session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{verb}"))


def rows(engine: Engine) -> list[str]:
    """Return every row of every table of ours, each spelled on a line that begins with its table."""
    with engine.connect() as connection:
        return [
            f"{table.name} {row._asdict()}"
            for table in METADATA.sorted_tables
            for row in connection.execute(select(table).order_by(*table.primary_key))
        ]


def made_so_far() -> int:
    return len(_postgresql().made) if _postgresql.cache_info().currsize else 0


def drop_made_since(count: int) -> None:
    if made_so_far() > count:
        _postgresql().drop_made_since(count)


def end() -> None:
    """Drop what is left and end the server that this run started."""
    if _postgresql.cache_info().currsize:
        _postgresql().drop_all()
    _RUN.close()


def _name(home: Path) -> str:
    return f"warifu_test_{sha256(str(home.absolute()).encode()).hexdigest()[:20]}"


@cache
def _postgresql() -> Postgresql:
    """The address is handed on to the processes that a test starts."""
    if not _ENVIRONMENT.get("WARIFU_TEST_POSTGRES_URL"):
        _ENVIRONMENT["WARIFU_TEST_POSTGRES_URL"] = _RUN.enter_context(server())
        _RUN.callback(_ENVIRONMENT.pop, "WARIFU_TEST_POSTGRES_URL")
    return Postgresql(make_url(_ENVIRONMENT["WARIFU_TEST_POSTGRES_URL"]))


@cache
def _postgresql_template() -> str:
    name = f"warifu_test_template_{os.getpid()}"
    migrate(_postgresql().keep(name))
    return name


@cache
def _sqlite_template() -> Path:
    path = Path(_RUN.enter_context(tempfile.TemporaryDirectory(prefix="warifu-"))) / "migrated.db"
    migrate(f"sqlite:///{path}")
    return path
