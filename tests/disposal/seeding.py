"""A row in every table that foreign keys lead to a contract from, made from the tables themselves."""

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    LargeBinary,
    String,
    Table,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from database.base import Instant, Row
from database.disposing import tables

MARK, AROUND = "漏れ", "周り"
OLD = datetime(2004, 4, 1, tzinfo=UTC)
PLAIN = ((Boolean, False), (Instant, OLD), (Date, OLD.date()))


class Seeder:
    """`made` maps tables to the row that others of it point at."""

    def __init__(self, session: Session, organization: int, contract: int, user: int) -> None:
        self._session = session
        self._made: dict[str, int] = {"organization": organization, "contract": contract, "app_user": user}
        self._organization = organization

    def everything(self) -> None:
        """But a hold: nothing that is held may go."""
        for table in tables():
            if table.name not in {"contract", "held_contract"}:
                self._row(table, MARK)
        self._without_keys()

    def _without_keys(self) -> None:
        """Rows that belong to the contract by a value alone."""
        delivery, watched = (Row.metadata.tables[name] for name in ("delivery", "watched_mail"))
        told = select(delivery.c.message_id).where(delivery.c.id == self._made["delivery"])
        self._row(Row.metadata.tables["delivery_event"], MARK, message_id=self._session.scalar(told))
        self._row(watched, MARK, contract_id=self._made["contract"])

    def _row(self, table: Table, mark: str, **given: object) -> int:
        values = {
            one.name: self._value(table, one, mark)
            for one in table.columns
            if self._is_needed(one) and one.name not in given
        }
        try:
            with self._session.begin_nested():
                done = insert(table).values(**values, **given)
                if "id" in table.c:
                    key = int(self._session.scalars(done.returning(table.c.id)).one())
                else:
                    self._session.execute(done)
                    key = 0
        except IntegrityError:  # one for each contract, and it is there
            key = self._standing(table)
        self._made[table.name] = key
        return key

    def _standing(self, table: Table) -> int:
        found = self._session.execute(select(table)).mappings().first()
        assert found is not None, table.name
        return int(found.get("id") or 0)

    def _is_needed(self, column: Column[Any]) -> bool:
        leads = any(one.column.table.name in {*self._made, "contract"} for one in column.foreign_keys)
        return not (column.name == "id" and column.primary_key) and (not column.nullable or leads)

    def _value(self, table: Table, column: Column[Any], mark: str) -> object:
        if column.name == "organization_id":
            return self._organization
        for key in column.foreign_keys:
            if key.column.name == "id" and key.column.table is not table:
                return self._parent(key.column.table)
        return _plain(column, mark)

    def _parent(self, table: Table) -> int:
        if table.name not in self._made:
            self._row(table, AROUND)
        return self._made[table.name]


def _plain(column: Column[Any], mark: str) -> object:
    kind, unique = column.type, f"{mark}{uuid.uuid4()}"
    if column.name == "public_id":
        return str(uuid.uuid4())
    if isinstance(kind, String):
        return unique[: kind.length] if kind.length else unique
    if isinstance(kind, LargeBinary):
        return unique.encode()[: kind.length]
    return next((value for sort, value in PLAIN if isinstance(kind, sort)), 91)


def rows_with(session: Session, word: str) -> list[str]:
    """Return the tables that hold this word in any column, bytes as well."""
    found = []
    for table in Row.metadata.sorted_tables:
        for row in session.execute(select(table)):
            if any(_says(value, word) for value in row):
                found.append(table.name)
                break
    return found


def _says(value: object, word: str) -> bool:
    if isinstance(value, bytes):
        return word.encode() in value
    return word in str(value)
