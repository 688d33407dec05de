"""The harness on tiny sizes: every bench runs and yields its rows. No time is judged here."""

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import select

from benchmarks import __main__ as command
from benchmarks import long_bodies, signing, table
from benchmarks.corpus import archive
from benchmarks.measure import Row, Sizes, percentile
from benchmarks.papers import MEGABYTE, heavy_pages
from benchmarks.questions import questions
from benchmarks.shelving import employer, shelve
from database.contract import Contract
from database.engine import Database
from database.schema import migrate
from database.searchable import make_searchable

TINY = Sizes(
    contracts=(30,),
    bodies=30,
    users=2,
    seconds=0.5,
    lifecycles=1,
    at_once=1,
    updates=1,
    small_pages=1,
    large_pages=2,
    large_megabytes=1,
    rounds=1,
    queries=1,
)


def test_every_stage_of_signing_has_a_row_for_each_paper() -> None:
    rows = list(signing.rows(TINY))
    papers = [row.size.partition(", after")[0] for row in rows]
    short, heavy = (
        {row.name for row, of in zip(rows, papers, strict=True) if of == paper}
        for paper in (papers[0], papers[-1])
    )
    assert len(heavy) == 12
    assert heavy <= short
    assert {row.size for row in rows if row.name.startswith("signing: draw")} == {"one copy"}
    assert all(row.value > 0 for row in rows)


def test_a_heavy_paper_has_about_the_weight_that_was_asked_for() -> None:
    assert heavy_pages(6, 3) == heavy_pages(6, 3)
    assert abs(len(heavy_pages(6, 3)) / MEGABYTE - 3) < 0.5


def test_every_kind_of_question_is_asked_of_every_engine() -> None:
    rows = list(command.measured(["searching"], TINY))
    names = {row.name for row in rows}
    assert len(names) == 8
    assert {row.size for row in rows} >= {"whoosh, 30 contracts", "sql, 30 contracts"}


@pytest.mark.shows("SR-22")
@pytest.mark.timeout(300)
def test_an_archive_with_fifty_pages_in_every_twentieth_contract_is_asked_of_facts_and_documents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it takes at 100,000 is in benchmarks/README.md; here each engine answers each kind of question."""
    monkeypatch.setattr(long_bodies, "DIFFERENT", 60)
    assert (TINY.long_contracts, long_bodies.EVERY, long_bodies.PAGES) == (100_000, 20, 50)
    rows = list(long_bodies.rows(replace(TINY, long_contracts=60)))
    engines = {row.size.partition(", 60 contracts")[0] for row in rows}
    assert engines >= {"whoosh"}
    for engine in engines:
        asked = [row.name for row in rows if row.size.startswith(engine) and row.unit == "ms"]
        assert len(asked) == len(set(asked)) == 11
        assert sum("in documents" in name for name in asked) == 5


def test_what_is_shelved_in_bulk_is_what_people_would_have_filed(tmp_path: Path) -> None:
    """The archive is found by the very words that database.searchable writes."""
    address = f"sqlite:///{tmp_path}/warifu.db"
    migrate(address)
    database = Database(address)
    assert shelve(database, employer(database), archive(40)) == 40
    with database.writing() as session:
        for contract in session.scalars(select(Contract)).all():
            make_searchable(session, contract)
            assert contract.rev == 1


def test_the_archive_and_its_questions_are_the_same_each_time() -> None:
    filed = list(archive(50))
    assert filed == list(archive(50))
    assert list(questions(filed, 5)) == list(questions(filed, 5))
    assert len({one.company for one in islice(archive(5000), 400)}) < 400


@pytest.mark.timeout(300)
def test_the_benches_on_a_running_system_yield_their_rows() -> None:
    names = {row.name for row in command.measured(["updates", "lifecycles", "visitors"], TINY)}
    assert {"update round trip, p95", "lifecycles, concluded with certificates"} <= names
    assert {f"page: {name}, p95" for name in ("home", "list", "contract", "counterparty's contract")} <= names


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([5, 1, 4, 2, 3], 50) == 3
    assert percentile(list(range(1, 101)), 95) == 95
    assert percentile([7], 95) == 7


def test_the_table_goes_to_the_terminal_to_json_and_between_the_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n")
    monkeypatch.setattr(table, "README", readme)
    monkeypatch.setattr(table, "RESULT", tmp_path / "build" / "bench.json")
    rows = [Row("page: home, p95", 123.456, "ms", "20 users")]
    table.write_json(rows)
    table.write_readme(rows, "make bench", "2026-11-21")
    assert json.loads(table.RESULT.read_text())[0]["value"] == 123.456
    written = readme.read_text()
    assert "| page: home, p95 | 123 | ms | 20 users |" in written
    assert (written.startswith("before"), written.endswith("after\n"), "old" in written) == (
        True,
        True,
        False,
    )
    assert "page: home, p95       123 ms" in "\n".join(table.as_text(rows, "make bench"))
