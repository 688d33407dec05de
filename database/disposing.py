"""Every row that hangs on a contract, found by the foreign keys themselves: none is forgotten (LW-27).

A table of a later release that points at a contract, over however many others, is emptied of its rows here
without a word; what is append-only besides needs a door in `database.disposal_gate`, and a test says so.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from sqlalchemy import ColumnElement, Table, delete, false, func, not_, or_, select, text, true
from sqlalchemy.orm import Session

from database.document import StoredFile
from database.schema import METADATA

ROOT = "contract"
LOOSE: Mapping[str, str] = {
    "delivery_event": (
        "DELETE FROM delivery_event WHERE message_id IN"
        " (SELECT message_id FROM delivery WHERE contract_id = :contract)"
    ),
    "watched_mail": "DELETE FROM watched_mail WHERE contract_id = :contract",
}
"""Tables whose rows belong to a contract without a foreign key, and how they go."""
KEPT_ON_PURPOSE: Mapping[str, str] = {
    "abuse_report": "a report to whoever runs this is theirs, not the contract's",
    "audit_event": "nothing of the log is ever changed",
    "disposal_item": "it tells which contract was disposed of",
    "person_outcome": "what a person was answered; it names the public id alone",
    "tombstone": "it is what stays",
}
"""Tables that name a contract and are left alone, and why."""
Ids = dict[str, set[int]]


@cache
def tables() -> tuple[Table, ...]:
    """Return a contract's own table and every one from which foreign keys lead to it, the parents first."""
    ordered, reached = METADATA.sorted_tables, {ROOT}
    for table in ordered:
        if any(parent in reached for _, parent in _references(table)):
            reached.add(table.name)
    return tuple(table for table in ordered if table.name in reached)


def rows_of(session: Session, contract_id: int) -> Ids:
    """Return the ids of the rows of a contract, by table."""
    found: Ids = {ROOT: {contract_id}}
    for table in tables():
        if table.name != ROOT and "id" in table.c:
            found[table.name] = set(session.execute(select(table.c.id).where(_of(table, found))).scalars())
    return found


def files_of(session: Session, found: Ids) -> dict[int, str]:
    """Return the stored files that no other row names: row ids, and names in the store."""
    named: set[int] = set()
    for table, column in _file_columns():
        if table in tables():
            rows = select(column).where(_of(table, found), column.is_not(None))
            named.update(session.execute(rows).scalars())
    for table, column in _file_columns():
        stays = not_(func.coalesce(_of(table, found), false())) if table in tables() else true()
        named.difference_update(session.execute(select(column).where(column.in_(named), stays)).scalars())
    alone = select(StoredFile.id, StoredFile.public_id).where(StoredFile.id.in_(named))
    return {row[0]: row[1] for row in session.execute(alone)}


def contracts_of(session: Session, files: Collection[str]) -> set[int]:
    """Return the row ids of the contracts whose own rows name one of these objects of the store."""
    found: set[int] = set()
    for table, column in _file_columns():
        if "contract_id" in table.c:
            rows = select(table.c.contract_id).join(StoredFile, StoredFile.id == column)
            found |= set(session.execute(rows.where(StoredFile.public_id.in_(files))).scalars())
    return found - {None}


def delete_rows(session: Session, contract_id: int, found: Ids, files: Collection[int]) -> None:
    """Delete all of them, and the rows of `files`; refused by the triggers unless a 廃棄 is executing.

    SQLite is told to overwrite them: what is only deleted can be read in its file for long.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete=ON"))
    for statement in LOOSE.values():
        session.execute(text(statement), {"contract": contract_id})
    for table in reversed(tables()):
        session.execute(delete(table).where(_of(table, found)))
    session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))


def _of(table: Table, found: Ids) -> ColumnElement[bool]:
    """Return the condition of the rows that hang on what was found, over any of their foreign keys."""
    if table.name == ROOT:
        return table.c.id.in_(found[ROOT])
    return or_(*(table.c[name].in_(found[parent]) for name, parent in _references(table) if parent in found))


@cache
def _file_columns() -> tuple[tuple[Table, ColumnElement[int]], ...]:
    return tuple(
        (table, key.parent)
        for table in METADATA.sorted_tables
        for key in table.foreign_keys
        if key.column is StoredFile.__table__.c.id
    )


def _references(table: Table) -> Iterator[tuple[str, str]]:
    """Yield each column that holds the id of another row, with the table of that row."""
    for key in table.foreign_keys:
        if key.column.name == "id" and key.column.table is not table:
            yield key.parent.name, key.column.table.name
