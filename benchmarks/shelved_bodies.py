"""Filing what many documents say at once, as the reader of documents files it one by one."""

from collections.abc import Iterable
from itertools import islice
from typing import cast

from sqlalchemy import Table, insert, text

from benchmarks.copying import indexed_afterwards
from contracts.finding import BodyState, tokens_of
from database.body_pairs import FILL, STATEMENTS, TABLE
from database.contract_body import ContractBody
from database.engine import Database
from database.statistics import gather_statistics

CHUNK = 500
CACHE_KIB = 256 * 1024
READ = text("""
UPDATE contract_body SET state = 'read', text = :text,
    tokens = (SELECT search_tokens FROM contract WHERE id = :id) || array_to_tsvector(CAST(:tokens AS text[]))
WHERE contract_id = :id
""")


def file_bodies(database: Database, house: int, numbered: Iterable[tuple[int, str]]) -> None:
    """File the folded texts of these contracts, which were shelved before."""
    if database.engine.dialect.name == "postgresql":
        _on_postgresql(database, numbered)
    else:
        _on_sqlite(database, house, numbered)
    gather_statistics(database)


def _on_sqlite(database: Database, house: int, numbered: Iterable[tuple[int, str]]) -> None:
    """The index is filled some hundred documents at a time: row by row it would write a segment for each.

    All at once it would read its own journal again and again: 400 GB for 250 million characters.
    """
    putting = next(one for one in STATEMENTS if f"{TABLE}_put" in one)
    _say(database, f"DROP TRIGGER {TABLE}_put")
    rest = iter(numbered)
    while chunk := list(islice(rest, CHUNK)):
        with database.writing() as session:
            session.execute(text(f"PRAGMA cache_size=-{CACHE_KIB}"))
            session.execute(
                insert(cast("Table", ContractBody.__table__)), [_row(house, *one) for one in chunk]
            )
            between = {"first": chunk[0][0], "last": chunk[-1][0]}
            session.execute(text(f"{FILL} WHERE contract_id BETWEEN :first AND :last"), between)
    _say(database, putting)


def _say(database: Database, statement: str) -> None:
    with database.writing() as session:
        session.execute(text(statement))


def _row(house: int, id_: int, said: str) -> dict[str, object]:
    return {"contract_id": id_, "organization_id": house, "state": BodyState.READ, "text": said}


def _on_postgresql(database: Database, numbered: Iterable[tuple[int, str]]) -> None:
    with indexed_afterwards(database), database.writing() as session:
        rest = iter(numbered)
        while chunk := list(islice(rest, CHUNK)):
            session.execute(READ, [{"id": id_, "text": one, "tokens": tokens_of(one)} for id_, one in chunk])
