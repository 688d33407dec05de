"""Connections: SQLite with WAL and synchronous=FULL, or PostgreSQL; writing and reading are told apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, FromClause, create_engine, event, text
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session

from database.body_pairs import know_pairs

WRITES = "warifu_writes"
READY_CONNECTIONS, MORE_CONNECTIONS = 8, 24
"""For a process of 16 threads that may each read while they write."""
WRITERS = 0x776172696675
"""PostgreSQL's advisory lock of whoever writes: what reads before it writes is right on both databases."""
_TAKE_TURNS = f"""
SELECT set_config('lock_timeout', '30s', true),
       set_config('idle_in_transaction_session_timeout', '60s', true),
       pg_advisory_xact_lock({WRITERS})
"""


class Database:
    """Handed to whoever reads or writes; one per process."""

    def __init__(self, url: str) -> None:
        self.engine = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """See one moment of the database, however many statements it takes."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction, committed at the end or not at all; writers take turns (docs/decisions/019)."""
        writer = self.engine.execution_options(**{WRITES: True})
        with Session(writer, expire_on_commit=False) as session, session.begin():
            yield session

    def is_empty(self) -> bool:
        with self.engine.connect() as connection:
            names = self.engine.dialect.get_table_names(connection)
        return "installation" not in names

    @property
    def _reader(self) -> Engine:
        if self.engine.dialect.name == "sqlite":
            return self.engine
        return self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def now_of(session: Session) -> datetime:
    """Return the database's clock: the time of what is written outside a workflow (T71)."""
    if session.get_bind().dialect.name == "sqlite":
        spelled = session.scalar(text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')"))
        return datetime.fromisoformat(str(spelled)).replace(tzinfo=UTC)
    instant: datetime = session.scalar(text("SELECT clock_timestamp()"))
    return instant.astimezone(UTC)


def address_of(url: str) -> URL:
    """Return the address with the driver that is installed: postgresql:// and postgres:// mean psycopg's."""
    address = make_url(url)
    is_postgresql = address.drivername in {"postgres", "postgresql"}
    return address.set(drivername="postgresql+psycopg") if is_postgresql else address


def _postgresql(url: str) -> Engine:
    pool = {"pool_pre_ping": True, "pool_size": READY_CONNECTIONS, "max_overflow": MORE_CONNECTIONS}
    engine = create_engine(address_of(url), **pool, hide_parameters=True)
    event.listen(engine, "begin", _take_turns)
    return engine


class _Hinting(SQLiteCompiler):
    """Writes what `Select.with_hint` says of a table, as INDEXED BY; SQLAlchemy knows none on SQLite."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:  # noqa: ARG002 -- its own signature
        return text


def _sqlite(url: str) -> Engine:
    """A fault's trace never shows the values of a statement: names, hashes and digests stay out of logs."""
    engine = create_engine(url, connect_args={"timeout": 30}, hide_parameters=True)
    engine.dialect.statement_compiler = _Hinting
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _take_turns(connection: Connection) -> None:
    """A writer whose machine is gone holds nobody up for longer than a minute."""
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql(_TAKE_TURNS)


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 -- the driver's own connection
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    know_pairs(connection)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
