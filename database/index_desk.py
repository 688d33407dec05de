"""What the indexer reads and writes: rows folded by older rules, and rows newer than their index."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, undefer

from contracts.finding import FOLDING_VERSION, Findable
from database.contract import Contract
from database.engine import Database
from database.searchable import findable_words, make_searchable

CHUNK = 1500


class IndexDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def refold(self, most: int) -> int:
        """Fold up to `most` rows that were folded by other rules, and return how many there were."""
        query = select(Contract).where(Contract.search_version != FOLDING_VERSION)
        with self._database.writing() as session:
            rows = session.scalars(_with_words(query).order_by(Contract.id).limit(most)).all()
            for row in rows:
                make_searchable(session, row)
        return len(rows)

    def changed(self, most: int) -> Sequence[Findable]:
        """Return contracts whose words are newer than what was indexed of them."""
        query = _with_words(select(Contract).where(Contract.indexed_rev < Contract.rev))
        with self._database.reading() as session:
            return _findables(session, query.order_by(Contract.id).limit(most))

    def indexed(self, done: Sequence[Findable]) -> None:
        """File what is in the index now; a row that has changed again meanwhile stays to be done."""
        with self._database.writing() as session:
            for findable in done:
                older = (Contract.id == findable.id) & (Contract.indexed_rev < findable.rev)
                session.execute(update(Contract).where(older).values(indexed_rev=findable.rev))

    def again(self, ids: Sequence[int]) -> None:
        """Have these contracts indexed once more."""
        with self._database.writing() as session:
            for at in range(0, len(ids), CHUNK):
                named = Contract.id.in_(ids[at : at + CHUNK])
                session.execute(update(Contract).where(named).values(indexed_rev=0))

    def revisions(self) -> dict[int, int]:
        with self._database.reading() as session:
            return {row[0]: row[1] for row in session.execute(select(Contract.id, Contract.rev))}

    def count(self) -> int:
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(Contract)) or 0

    def unfolded(self) -> int:
        """Return how many contracts were folded by other rules; no word finds them for now."""
        query = select(func.count()).select_from(Contract).where(Contract.search_version != FOLDING_VERSION)
        with self._database.reading() as session:
            return session.scalar(query) or 0

    def everything(self) -> Iterator[Findable]:
        """Read all contracts in the order of their ids, some at a time, so that nobody has to wait."""
        last = 0
        while rows := self._after(last):
            yield from rows
            last = rows[-1].id

    def _after(self, last: int) -> Sequence[Findable]:
        query = _with_words(select(Contract).where(Contract.id > last))
        with self._database.reading() as session:
            return _findables(session, query.order_by(Contract.id).limit(CHUNK))


def _with_words(query: Select[Any]) -> Select[Any]:
    return query.options(undefer(Contract.search_text), undefer(Contract.search_counterparties))


def _findables(session: Session, query: Select[Any]) -> Sequence[Findable]:
    rows = session.scalars(query).all()
    return [Findable(row.id, row.rev, findable_words(row)) for row in rows]
