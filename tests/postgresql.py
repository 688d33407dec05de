"""Databases on a PostgreSQL server: copies of a template, and no connection left behind when they go."""

from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.pool import Pool

_OPEN: list[tuple[str, "psycopg.Connection[Any]"]] = []


class Postgresql:
    """One server; `made` are databases in the order they were made, `kept` those that stay until the end."""

    def __init__(self, address: URL) -> None:
        self._address = address.set(drivername="postgresql")
        self.made: list[str] = []
        self.kept: list[str] = []

    def url(self, name: str) -> str:
        return self._address.set(database=name).render_as_string(hide_password=False)

    def has(self, name: str) -> bool:
        with psycopg.connect(self._address.render_as_string(hide_password=False)) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None

    def create(self, name: str, template: str = "template0") -> str:
        """Make the database anew and return its address; the template is left by everybody first.

        Files are copied, not written to the log page by page: a quarter of the time where nothing is synced.
        """
        self.made.append(name)
        return self._create(name, template)

    def keep(self, name: str) -> str:
        self.kept.append(name)
        return self._create(name, "template0")

    def drop_made_since(self, count: int) -> None:
        for name in self.made[count:]:
            self._drop(name)
        del self.made[count:]

    def drop_all(self) -> None:
        for name in (*self.made, *self.kept):
            self._drop(name)

    def _create(self, name: str, template: str) -> str:
        self._drop(name)
        _leave(template)
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)
        return self.url(name)

    def _drop(self, name: str) -> None:
        _leave(name)
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _run(self, statement: str, *names: str) -> None:
        address = self._address.render_as_string(hide_password=False)
        composed = sql.SQL(statement).format(*map(sql.Identifier, names))
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(composed)


def _leave(name: str) -> None:
    """Close what pools of this process hold of it: an open connection that is collected is a warning."""
    for opened in [one for one in _OPEN if one[0] == name]:
        opened[1].close()
        _OPEN.remove(opened)


@event.listens_for(Pool, "connect")
def _opened(connection: object, _record: object) -> None:
    if isinstance(connection, psycopg.Connection):
        _OPEN.append((connection.info.dbname, connection))
