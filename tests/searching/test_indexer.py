"""The Indexer on a real server: what a contract is found by reaches the index without anybody asking."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select, update
from temporalio.client import Client
from temporalio.worker import Worker

from activities.indexing import Indexing
from contracts.finding import FOLDING_VERSION, words_from
from database.contract import Contract
from database.contract_body import ContractBody
from database.index_desk import IndexDesk
from database.party import Party
from database.searchable import make_searchable
from search import Kind, index_for
from search.bigram_index import IndexReader, IndexWriter, KeptIndex
from tests.lifecycle.conftest import client
from tests.lifecycle.office import Office, open_office
from tests.searching.archive import Archive, Paper
from workflows.indexer import INDEXER, Indexer, start_indexer
from workflows.timing import CONTRACT_QUEUE
from workflows.wiring import contract_activities

__all__ = ["client"]
PATIENCE = 30.0


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return open_office(tmp_path_factory.mktemp("indexer") / "home", WARIFU_SEARCH="whoosh")


@asynccontextmanager
async def worker(client: Client, office: Office) -> AsyncIterator[None]:
    with ThreadPoolExecutor(4) as threads:
        async with Worker(
            client,
            task_queue=CONTRACT_QUEUE,
            workflows=[Indexer],
            activities=contract_activities(office.opened),
            activity_executor=threads,
        ):
            yield


async def until(holds: Callable[[], object]) -> None:
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not holds():
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.05)


def names_in_index(office: Office, typed: str) -> set[int]:
    reader = IndexReader(office.opened.settings.index)
    try:
        return reader.holding(words_from(typed).groups[0]) or set()
    except Exception:  # noqa: BLE001 -- there may be no index yet
        return set()


def said_in_documents(office: Office) -> str:
    with office.opened.database.reading() as session:
        return " ".join(session.scalars(select(ContractBody.text)))


def rewrite(office: Office, contract: str, title: str) -> None:
    """Give a draft another title, as its page does."""
    with office.opened.database.writing() as session:
        row = session.query(Contract).filter_by(public_id=contract).one()
        row.title = title
        make_searchable(session, row)


async def test_a_new_and_a_changed_contract_reach_the_index(office: Office, client: Client) -> None:
    first = office.draft([1])
    rewrite(office, first.contract, "ゆずりは商会との契約")
    await start_indexer(client)
    await start_indexer(client)
    async with worker(client, office):
        await until(lambda: names_in_index(office, "ゆずりは"))
        rewrite(office, first.contract, "みかん商会との契約")
        await until(lambda: names_in_index(office, "みかん商会"))
        await until(
            lambda: office.contract(first.contract).indexed_rev == office.contract(first.contract).rev
        )
    assert names_in_index(office, "ゆずりは") == set()
    description = await client.get_workflow_handle(INDEXER).describe()
    assert description.status is not None
    assert description.status.name == "RUNNING"


@pytest.mark.shows("MK-88")
async def test_what_a_document_says_is_found_without_anybody_asking(office: Office, client: Client) -> None:
    draft = office.draft([1])
    rewrite(office, draft.contract, "契約")
    await start_indexer(client)
    async with worker(client, office):
        await until(lambda: "agreement" in said_in_documents(office))
    assert names_in_index(office, "agreement") == set()


async def test_the_indexer_goes_on_after_the_worker_was_stopped(office: Office, client: Client) -> None:
    await start_indexer(client)
    async with worker(client, office):
        await until(office.opened.settings.index.exists)
    draft = office.draft([1])
    rewrite(office, draft.contract, "留守のあいだの契約")
    async with worker(client, office):
        await until(lambda: names_in_index(office, "留守のあいだ"))


def indexing(archive: Archive) -> Indexing:
    return Indexing(archive.desk, archive.index)


def test_rows_folded_by_other_rules_are_folded_again_and_then_found(archive: Archive) -> None:
    archive.holds(Paper("株式会社髙島商事との契約", memo="覚書"), Paper("覚書"))
    forgotten = {"search_text": "", "search_counterparties": "", "search_version": FOLDING_VERSION - 1}
    with archive.database.writing() as session:
        session.execute(update(Contract).values(forgotten))
        session.execute(update(ContractBody).values(tokens=None))
    assert archive.page("高島").total == 0
    indexing(archive).catch_up()
    while indexing(archive).turn():
        pass
    assert archive.titles("高島") == {"株式会社髙島商事との契約"}
    assert archive.page("覚書").total == 2
    assert archive.desk.changed(10) == []
    assert archive.desk.unfolded() == 0


def test_an_indexer_with_nothing_to_do_takes_no_writers_turn(archive: Archive) -> None:
    archive.holds(Paper("契約"))
    indexing(archive).catch_up()
    while indexing(archive).turn():
        pass
    with archive.database.writing():
        assert indexing(archive).turn() == 0


def test_what_an_index_lost_or_kept_too_long_is_healed_at_the_next_start(indexed: Archive) -> None:
    kept, lost, gone = indexed.holds(Paper("残る契約"), Paper("失われた契約"), Paper("消えた契約"))
    indexed.is_indexed()
    IndexWriter(indexed.folder).apply([], [lost])
    with indexed.database.writing() as session:
        session.query(Party).filter_by(contract_id=gone).delete()
        session.query(Contract).filter_by(id=gone).delete()
    assert indexed.page("失われた").total == 0
    indexing(indexed).catch_up()
    while indexing(indexed).turn():
        pass
    assert indexed.titles("失われた") == {"失われた契約"}
    assert set(IndexReader(indexed.folder).digest()) == {kept, lost}


def test_an_index_in_use_elsewhere_is_tried_again_later(indexed: Archive) -> None:
    indexed.holds(Paper("契約"))
    indexed.is_indexed()
    indexed.holds(Paper("覚書"))

    def meanwhile() -> object:
        yield from indexed.desk.everything()
        assert indexing(indexed).turn() == 0

    IndexWriter(indexed.folder).rebuild(meanwhile())  # type: ignore[arg-type]  # a generator of the same
    assert indexing(indexed).turn() == 1
    assert indexing(indexed).turn() == 0


@pytest.mark.parametrize("kind", ["sql", "whoosh"])
def test_an_index_left_over_by_another_kind_of_search_is_not_trusted_again(
    indexed: Archive, kind: Kind
) -> None:
    indexed.holds(Paper("契約"))
    indexed.is_indexed()
    assert (index_for(kind, indexed.folder) is None) == (kind == "sql")
    assert (KeptIndex(indexed.folder).differences(indexed.desk.revisions()) is None) == (kind == "sql")


def test_a_row_that_changes_while_it_is_indexed_stays_to_be_done(indexed: Archive) -> None:
    (id_,) = indexed.holds(Paper("契約"))
    old = indexed.desk.changed(10)
    with indexed.database.writing() as session:
        session.execute(update(Contract).where(Contract.id == id_).values(rev=Contract.rev + 1))
    IndexDesk(indexed.database).indexed(old)
    assert [findable.id for findable in indexed.desk.changed(10)] == [id_]
