"""100,000 contracts, every twentieth with a document of 50 pages (SR-22): found by facts and documents.

The pages are made up: clauses of benchmarks/clauses.py, about 1,000 characters each, and a document is 50 of
4,000 different ones. Real contracts have more different words, for which the lists of an index are shorter.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path
from typing import cast

from sqlalchemy import select

from benchmarks.bodies import ask_page
from benchmarks.clauses import asked, said
from benchmarks.corpus import SEED, Filed, archive
from benchmarks.measure import MILLISECONDS, Row, Sizes, percentile
from benchmarks.questions import questions
from benchmarks.shelved_bodies import file_bodies
from benchmarks.shelving import employer, shelve
from contracts.finding import folded_page
from database.engine import Database
from database.index_desk import IndexDesk
from database.people import Organization
from database.schema import migrate
from database.sessions import Staff
from search import Kind, finder_for
from search.bigram_index import IndexWriter
from tools.postgresql import NoPostgresql, server

PERCENT = 95
EVERY, PAGES, DIFFERENT, LONGEST_PAGE = 20, 50, 4_000, 1_000
SAMPLE = 200


def rows(sizes: Sizes) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _of(f"sqlite:///{folder}/warifu.db", Path(folder) / "index", "whoosh", sizes)
    with ExitStack() as stack:
        try:
            address = stack.enter_context(server())
        except NoPostgresql:
            return
        yield from _of(address, Path(), "postgres", sizes)


def _of(address: str, folder: Path, kind: str, sizes: Sizes) -> Iterator[Row]:
    migrate(address)
    database = Database(address)
    owner = employer(database)
    filed = list(archive(sizes.long_contracts))
    shelve(database, owner, filed)
    started = time.perf_counter()
    characters = _filed(database, owner.organization_id, len(filed))
    size = f"{kind}, {len(filed):,} contracts, {characters / 1_000_000:.0f} M characters"
    yield Row("long bodies: filed", characters / (time.perf_counter() - started), "characters/s", size)
    if kind == "whoosh":
        IndexWriter(folder).rebuild(IndexDesk(database).everything())
    with database.reading() as session:
        staff = Staff("", owner, session.scalars(select(Organization)).one())
    finder = finder_for(cast("Kind", kind), folder)
    for name, words in _asked(filed, sizes.queries):
        spent = [_timed(partial(ask_page, database, staff, finder, one)) for one in (words[0], *words)]
        yield Row(f"long bodies: {name}, p{PERCENT}", percentile(spent[1:], PERCENT), MILLISECONDS, size)
    database.engine.dispose()


def _filed(database: Database, house: int, contracts: int) -> int:
    long = range(EVERY, contracts + 1, EVERY)
    file_bodies(database, house, ((id_, one) for id_, one in zip(long, _documents(), strict=False)))
    return sum(len(one) for _id, one in zip(long, _documents(), strict=False))


def _documents() -> Iterator[str]:
    chance = random.Random(SEED + 3)  # noqa: S311 -- the same documents each time
    pages = [folded_page(page)[:LONGEST_PAGE] for page in said(DIFFERENT)]
    for _ in count():
        yield "\n".join(chance.choices(pages, k=PAGES))


def _asked(filed: Sequence[Filed], rounds: int) -> Iterator[tuple[str, list[str]]]:
    """What the search box is asked: of facts, then of documents."""
    for name, questioned in questions(filed, rounds):
        if all(one.typed for one in questioned):
            yield name, [one.typed for one in questioned]
    documents = [one for _, one in zip(range(SAMPLE), _documents(), strict=False)]
    for name, words in asked(documents, rounds):
        yield f"{name}, in documents", words


def _timed(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000
