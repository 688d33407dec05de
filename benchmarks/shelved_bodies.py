"""Filing what many documents say at once, as the reader of documents files it one by one."""

from collections.abc import Iterable
from itertools import islice
from typing import cast

from sqlalchemy import Table, insert, select, text

from benchmarks.copying import indexed_afterwards
from contracts.finding import BodyState, tokens_of_long
from database.body_pairs import STATEMENTS, TABLE, fill_pairs
from database.contract import Contract
from database.contract_body import ContractBody
from database.engine import Database
from database.statistics import gather_statistics

CHUNK = 500
READ = text("""
UPDATE contract_body SET state = 'read', text = :text, tokens = array_to_tsvector(CAST(:tokens AS text[]))
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
    """The index is filled once: row by row it would write a segment for each."""
    putting = next(one for one in STATEMENTS if f"{TABLE}_put" in one)
    with database.writing() as session:
        session.execute(text(f"DROP TRIGGER {TABLE}_put"))
        rest = iter(numbered)
        while chunk := list(islice(rest, CHUNK)):
            bodies = cast("Table", ContractBody.__table__)
            session.execute(insert(bodies), [_row(house, *one) for one in chunk])
        fill_pairs(session)
        session.execute(text(putting))


def _row(house: int, id_: int, said: str) -> dict[str, object]:
    return {"contract_id": id_, "organization_id": house, "state": BodyState.READ, "text": said}


def _on_postgresql(database: Database, numbered: Iterable[tuple[int, str]]) -> None:
    with indexed_afterwards(database), database.writing() as session:
        rest = iter(numbered)
        while chunk := list(islice(rest, CHUNK)):
            theirs = select(Contract.id, Contract.search_text).where(Contract.id.in_(id_ for id_, _ in chunk))
            facts: dict[int, str] = dict(session.execute(theirs).all())
            session.execute(READ, [_read(id_, one, facts[id_]) for id_, one in chunk])


def _read(id_: int, said: str, facts: str) -> dict[str, object]:
    return {"id": id_, "text": said, "tokens": tokens_of_long(f"{facts}\n{said}")}
