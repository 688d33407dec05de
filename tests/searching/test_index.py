"""Whoosh's index: used, never believed, never needed; broken in every way it still loses nothing."""

import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from whoosh.writing import SegmentWriter

from contracts.finding import Findable, words_from
from database.contract import Contract
from database.engine import Database
from database.index_desk import IndexDesk
from database.party import Party
from search import IndexBusy
from search.bigram_index import IndexReader, IndexWriter, KeptIndex, retire
from search.bigram_index import format as index_format
from search.bigram_index import writing as index_writing
from search.bigram_index.place import CURRENT, FORMAT, LOCK
from tests.searching.archive import Archive, Paper, by_hand
from tests.searching.corpus import papers, parts_of
from webapp.archive import COLUMNS


def clause_of(archive: Archive, typed: str) -> str:
    first, *_ = archive.finder.conditions(COLUMNS, words_from(typed))
    return str(first.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


def test_the_clause_of_the_index_is_what_narrows_a_search(indexed: Archive) -> None:
    first, *_ = indexed.holds(*papers(40), Paper("ゆずりは商会との契約"))
    yuzuriha = max(indexed.holds(Paper("ゆずりはの覚書")))
    indexed.is_indexed()
    candidates = indexed.index
    assert candidates is not None
    assert f"contract.id IN ({yuzuriha - 1}, {yuzuriha})" in clause_of(indexed, "ゆずりは")
    assert "contract.indexed_rev < contract.rev" in clause_of(indexed, "ゆずりは")
    # An index that names the wrong contracts would hide the right ones: so it is really asked.
    KeptIndex(indexed.folder).rebuild([])
    assert indexed.titles("ゆずりは") == set()
    retire(indexed.folder)
    assert len(indexed.titles("ゆずりは")) == 2
    assert first


def test_the_index_knows_facts_alone_and_documents_are_found_beside_it(indexed: Archive) -> None:
    indexed.holds(*papers(20))
    indexed.is_indexed()
    indexed.holds(Paper("契約", body=("ゆずりはの条項",)))
    assert IndexReader(indexed.folder).holding(["ゆずりは"]) == set()
    assert indexed.titles("ゆずりは") == {"契約"}


def test_what_was_just_written_is_found_before_anything_indexes_it(indexed: Archive) -> None:
    indexed.holds(*papers(10))
    indexed.is_indexed()
    indexed.holds(Paper("特別改訂契約", company="ゆずりは商会"))
    assert indexed.titles("ゆずりは") == {"特別改訂契約"}
    assert indexed.titles(counterparty="ゆずりは") == {"特別改訂契約"}


def test_a_contract_that_is_gone_or_changed_is_not_shown_by_an_old_index(indexed: Archive) -> None:
    gone, changed = indexed.holds(Paper("消える契約"), Paper("変わる契約"))
    indexed.is_indexed()
    with indexed.database.writing() as session:
        session.query(Contract).filter_by(id=changed).update({"search_text": "別の名前"})
        session.query(Party).filter_by(contract_id=gone).delete()
        session.query(Contract).filter_by(id=gone).delete()
    reader = IndexReader(indexed.folder)
    assert reader.holding(["契約"]) == {gone, changed}
    assert indexed.page("契約").total == 0


# Whoosh lets a file go without closing it when it cannot read what is inside.
@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <_io.FileIO name=.*/index/g-:pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / CURRENT).unlink(),
        lambda folder: (folder / CURRENT).write_text("../../etc"),
        lambda folder: (folder / CURRENT).write_bytes(b"\xff\xfe"),
        lambda folder: next(folder.glob(f"g-*/{FORMAT}")).write_text('{"folding": 0}'),
        lambda folder: [path.write_bytes(b"no index") for path in folder.glob("g-*/*.toc")],
        lambda folder: [path.write_bytes(b"\0" * 64) for path in folder.glob("g-*/*.seg")],
        lambda folder: [path.unlink() for path in folder.glob("g-*/*.seg")],
        lambda folder: folder.chmod(0o770),
        lambda folder: next(folder.glob("g-*")).chmod(0o777),
    ],
    ids=["gone", "elsewhere", "unreadable", "folding", "toc", "zeros", "segments", "group", "world"],
)
def test_an_index_that_cannot_be_trusted_is_left_alone_and_said_once(
    indexed: Archive, spoil: Callable[[Path], object], caplog: pytest.LogCaptureFixture
) -> None:
    indexed.holds(*papers(20))
    indexed.is_indexed()
    texts = indexed.texts()
    spoil(indexed.folder)
    with caplog.at_level(logging.WARNING, "warifu.search"):
        for typed in ("業務委託", "山田商事"):
            assert indexed.ids(typed) == by_hand(texts, typed) != set()
    assert [record.message for record in caplog.records].count(caplog.records[0].message) == 1
    indexed.folder.chmod(0o700)
    indexed.is_indexed()
    assert indexed.index is not None
    assert not indexed.index.differences(indexed.desk.revisions())
    assert indexed.ids("業務委託") == by_hand(texts, "業務委託")


def test_an_index_of_another_make_is_not_read(indexed: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed.holds(Paper("契約書"))
    indexed.is_indexed()
    monkeypatch.setattr(index_format, "SCHEMA_VERSION", index_format.SCHEMA_VERSION + 1)
    assert indexed.index is not None
    assert indexed.index.differences(indexed.desk.revisions()) is None
    assert indexed.titles("契約") == {"契約書"}


def test_the_folder_is_ours_alone(indexed: Archive) -> None:
    indexed.is_indexed()
    assert indexed.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in indexed.folder.glob("g-*")} == {0o700}


@pytest.mark.shows("SR-23")
def test_a_rebuild_stops_no_search_and_nobody_writes_into_it(indexed: Archive) -> None:
    indexed.holds(Paper("契約書"))
    indexed.is_indexed()
    writer = IndexWriter(indexed.folder)

    def everything_while_another_applies() -> Iterator[Findable]:
        with pytest.raises(IndexBusy):
            IndexWriter(indexed.folder).apply([])
        assert indexed.titles("契約") == {"契約書"}
        yield from indexed.desk.everything()

    assert writer.rebuild(everything_while_another_applies()) == 1
    writer.apply(list(indexed.desk.everything()))


def test_another_process_follows_the_swap_of_generations(indexed: Archive) -> None:
    indexed.holds(Paper("契約書"))
    indexed.is_indexed()
    here = IndexReader(indexed.folder)
    assert here.holding(["契約"])
    indexed.holds(Paper("覚書"))
    child = _start(_rebuild, indexed)
    child.join(60)
    assert child.exitcode == 0
    assert len(here.digest()) == 2
    assert len(here.holding(["覚書"]) or ()) == 1


@pytest.mark.parametrize("step", ["add_document", "commit", "make_current", "apply"])
def test_a_kill_at_any_step_leaves_a_whole_index(indexed: Archive, step: str) -> None:
    indexed.holds(*papers(30))
    indexed.is_indexed()
    texts = indexed.texts()
    child = _start(_killed_at, indexed, step)
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert indexed.index is not None
    assert not indexed.index.differences(indexed.desk.revisions())
    for typed in parts_of(list(texts.values()), 10):
        assert indexed.ids(typed) == by_hand(texts, typed)
    assert indexed.index.apply(list(indexed.desk.everything()))
    indexed.index.rebuild(indexed.desk.everything())
    assert not indexed.index.differences(indexed.desk.revisions())


def test_writing_leaves_no_lock_behind_and_old_generations_go(indexed: Archive) -> None:
    indexed.holds(Paper("契約書"))
    indexed.is_indexed()
    old = next(indexed.folder.glob("g-*"))
    os.utime(old, (0, 0))
    indexed.is_indexed()
    assert not old.exists()
    assert sorted(path.name for path in indexed.folder.iterdir() if not path.name.startswith("g-")) == [
        CURRENT,
        LOCK,
    ]


def _start(work: Callable[..., None], archive: Archive, *more: str) -> multiprocessing.process.BaseProcess:
    archive.database.engine.dispose()
    child = multiprocessing.get_context("spawn").Process(
        target=work, args=(str(archive.database.engine.url), archive.folder, *more)
    )
    child.start()
    return child


def _rebuild(url: str, folder: Path) -> None:
    KeptIndex(folder).rebuild(IndexDesk(Database(url)).everything())


def _killed_at(url: str, folder: Path, step: str) -> None:
    everything = list(IndexDesk(Database(url)).everything())

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if step == "make_current":
        setattr(index_writing, step, die)
    else:
        setattr(SegmentWriter, "commit" if step == "apply" else step, die)
    if step == "apply":
        KeptIndex(folder).apply(everything)
    else:
        KeptIndex(folder).rebuild(everything)
