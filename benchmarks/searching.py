"""One page of 文書管理 with its count, for each kind of question, engine and size of archive.

Timed are the conditions, the counted page of 20 with its parties, and for whoosh the index: what the page
does, without the HTML; documents are asked, too, though here nobody has read one. The archive is filed in
bulk; building the index is timed apart.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import select

from benchmarks.corpus import archive
from benchmarks.measure import MILLISECONDS, Row, Sizes, percentile
from benchmarks.questions import Question, questions
from benchmarks.shelving import employer, shelve
from contracts.finding import NOTHING, counterparty_words, words_from
from database.engine import Database
from database.index_desk import IndexDesk
from database.people import Organization, User
from database.queries.archive import Wanted, begin_reading, contract_page
from database.queries.archive_filters import Filters
from database.schema import migrate
from database.sessions import Staff
from search import Finder, Kind, finder_for
from search.bigram_index import IndexWriter
from tools.postgresql import NoPostgresql, server
from webapp.archive import WITH_BODIES

PERCENT = 95
MOST_EMBEDDED = 200_000
"""Larger archives are PostgreSQL's alone (docs/decisions/016-search.md)."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A database with the archive in it, and the folder of its index."""

    database: Database
    owner: User
    folder: Path

    @property
    def staff(self) -> Staff:
        with self.database.reading() as session:
            organization = session.scalars(select(Organization)).one()
        return Staff("", self.owner, organization)


def rows(sizes: Sizes) -> Iterator[Row]:
    for count in (one for one in sizes.contracts if one <= MOST_EMBEDDED):
        with tempfile.TemporaryDirectory() as folder:
            database = f"sqlite:///{folder}/warifu.db"
            yield from _of(database, Path(folder), count, ("whoosh", "sql"), sizes)
    for count in sizes.contracts:
        with ExitStack() as stack:
            try:
                address = stack.enter_context(server())
            except NoPostgresql:
                return
            yield from _of(address, Path(), count, ("postgres",), sizes)


def _of(address: str, folder: Path, count: int, kinds: Sequence[str], sizes: Sizes) -> Iterator[Row]:
    migrate(address)
    database = Database(address)
    with closing(_Disposing(database)):
        owner = employer(database)
        filed = list(archive(count))
        shelve(database, owner, filed)
        shelf = Archive(database, owner, folder / "index")
        for kind in kinds:
            size = f"{kind}, {count:,} contracts"
            if kind == "whoosh":
                yield _indexing(shelf, size, count)
            finder = finder_for(cast("Kind", kind), shelf.folder)
            for name, asked in questions(filed, sizes.queries):
                spent = _asked(shelf, finder, asked)
                yield Row(f"search: {name}, p{PERCENT}", percentile(spent, PERCENT), MILLISECONDS, size)


def _indexing(shelf: Archive, size: str, count: int) -> Row:
    started = time.perf_counter()
    IndexWriter(shelf.folder).rebuild(IndexDesk(shelf.database).everything())
    return Row("search: building the index", count / (time.perf_counter() - started), "contracts/s", size)


def _asked(shelf: Archive, finder: Finder, asked: Sequence[Question]) -> list[float]:
    """The first question warms up and does not count."""
    spent, staff = [], shelf.staff
    for question in (asked[0], *asked):
        started = time.perf_counter()
        _page(shelf.database, staff, finder, question)
        spent.append((time.perf_counter() - started) * 1000)
    return spent[1:]


def _page(database: Database, staff: Staff, finder: Finder, question: Question) -> None:
    words = words_from(question.typed)
    named = counterparty_words(question.counterparty) if question.counterparty else NOTHING
    asked = WITH_BODIES, words, named
    first, last = question.ends or (None, None)
    with database.reading() as session:
        begin_reading(session)
        wanted = Wanted(
            Filters(expires_from=first, expires_to=last),
            conditions=finder.conditions(*asked),
            looking=finder.looking(*asked),
            words=words.and_of(named),
            order=question.order,
        )
        contract_page(session, staff, wanted)


class _Disposing:
    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        self._database.engine.dispose()
