"""The text of documents searched: ours with its page, count and rights, and other engines beside it."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from benchmarks.body_peers import PEERS
from benchmarks.clauses import asked, said
from benchmarks.corpus import archive
from benchmarks.measure import MILLISECONDS, Row, Sizes, percentile
from benchmarks.shelved_bodies import file_bodies
from benchmarks.shelving import employer, shelve
from contracts.finding import folded_page, words_from
from database.engine import Database
from database.index_desk import IndexDesk
from database.people import Organization
from database.queries.archive import Wanted, begin_reading, contract_page
from database.schema import migrate
from database.sessions import Staff
from search import Finder, Kind, finder_for
from search.bigram_index import IndexWriter
from tools.postgresql import NoPostgresql, server
from webapp.archive import WITH_BODIES

PERCENT = 95


@dataclass(frozen=True, slots=True)
class Asking:
    """The same texts and questions for every engine; `size` says how much they are."""

    texts: Sequence[str]
    questions: Sequence[tuple[str, Sequence[str]]]
    size: str


def rows(sizes: Sizes) -> Iterator[Row]:
    texts = [folded_page(one) for one in said(sizes.bodies)]
    size = f"{sizes.bodies:,} documents, {sum(map(len, texts)) / 1_000_000:.1f} M characters"
    asking = Asking(texts, list(asked(texts, sizes.queries)), size)
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/warifu.db"
        yield from _ours(address, Path(folder), asking, ("whoosh", "sql"))
    with ExitStack() as stack:
        try:
            address = stack.enter_context(server())
        except NoPostgresql:
            address = ""
        if address:
            yield from _ours(address, Path(), asking, ("postgres",))
    for name, made in PEERS.items():
        yield from _theirs(name, made, asking)


def _ours(address: str, folder: Path, asking: Asking, kinds: Sequence[str]) -> Iterator[Row]:
    texts, size = asking.texts, asking.size
    migrate(address)
    database = Database(address)
    owner = employer(database)
    shelve(database, owner, archive(len(texts)))
    began = time.perf_counter()
    file_bodies(database, owner.organization_id, enumerate(texts, 1))
    filing = time.perf_counter() - began
    with database.reading() as session:
        staff = Staff("", owner, session.query(Organization).one())
    for kind in kinds:
        if kind == "whoosh":
            started = time.perf_counter()
            IndexWriter(folder / "index").rebuild(IndexDesk(database).everything())
            speed = len(texts) / (filing + time.perf_counter() - started)
            yield Row("bodies: building the index", speed, "contracts/s", f"whoosh, {size}")
        finder = finder_for(cast("Kind", kind), folder / "index")

        def ask(words: str, finder: Finder = finder) -> object:
            return ask_page(database, staff, finder, words)

        yield from _spent(kind, ask, asking)
    database.engine.dispose()


def _theirs(
    name: str, make: Callable[[Sequence[str], Path], Callable[[Sequence[str]], int]], asking: Asking
) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        try:
            ask = make(asking.texts, Path(folder))
        except ImportError:
            return
        speed = len(asking.texts) / (time.perf_counter() - started)
        yield Row("bodies: building the index", speed, "contracts/s", f"{name}, {asking.size}")
        yield from _spent(name, lambda words: ask([folded_page(one) for one in words.split()]), asking)


def _spent(name: str, ask: Callable[[str], object], asking: Asking) -> Iterator[Row]:
    """The first question of a kind warms up and does not count."""
    for kind, words in asking.questions:
        ask(words[0])
        spent = []
        for one in words:
            started = time.perf_counter()
            ask(one)
            spent.append((time.perf_counter() - started) * 1000)
        size = f"{name}, {asking.size}"
        yield Row(f"bodies: {kind}, p{PERCENT}", percentile(spent, PERCENT), MILLISECONDS, size)


def ask_page(database: Database, staff: Staff, finder: Finder, typed: str) -> int:
    words = words_from(typed)
    with database.reading() as session:
        begin_reading(session)
        conditions, looking = finder.conditions(WITH_BODIES, words), finder.looking(WITH_BODIES, words)
        wanted = Wanted(conditions=conditions, looking=looking, words=words)
        return contract_page(session, staff, wanted).total
