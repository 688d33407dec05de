"""Connections: SQLite with WAL and synchronous=FULL, or PostgreSQL; writing and reading are told apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.orm import Session

WRITES = "warifu_writes"


class Database:
    """Handed to whoever reads or writes; one per process."""

    def __init__(self, url: str) -> None:
        self.engine = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction, committed at the end or not at all; BEGIN IMMEDIATE on SQLite."""
        writer = self.engine.execution_options(**{WRITES: True})
        with Session(writer, expire_on_commit=False) as session, session.begin():
            yield session

    def is_empty(self) -> bool:
        with self.engine.connect() as connection:
            names = self.engine.dialect.get_table_names(connection)
        return "installation" not in names


def now_of(session: Session) -> datetime:
    """Return the database's clock: the time of what is written outside a workflow (T71)."""
    if session.get_bind().dialect.name == "sqlite":
        spelled = session.scalar(text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')"))
        return datetime.fromisoformat(str(spelled)).replace(tzinfo=UTC)
    instant: datetime = session.scalar(text("SELECT clock_timestamp()"))
    return instant.astimezone(UTC)


def _postgresql(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)


def _sqlite(url: str) -> Engine:
    """A fault's trace never shows the values of a statement: names, hashes and digests stay out of logs."""
    engine = create_engine(url, connect_args={"timeout": 30}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 -- the driver's own connection
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
