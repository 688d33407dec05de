"""Contracts in force that renew themselves, kept by the engine: what waiting costs (facts/temporal.md).

They are registered as `warifu import` does, before anything runs, from pages of text, so that no scan is read
beside them; then the processes of `warifu up` begin their terms, and are watched while nothing happens.
"""

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import func, select, update

from adapters.confinement import standing_by
from adapters.inspection import WARMING
from benchmarks.importing import OWNER
from benchmarks.measure import MILLISECONDS, Row, Sizes
from benchmarks.papers import marked_page
from benchmarks.starting import seconds_until_ready, up
from cli.importing.planning import Wish, plan_of
from cli.importing.running import run_job
from contracts.importing import MOST_FILES
from database.contract import Contract
from database.engine import Database
from tests.counterparty.founding import found_office, open_office
from tests.importing.making import ledger
from tests.journeys.running import free_port
from workflows.installation import Opened

IDLE_SECONDS, LOOK_SECONDS, PATIENCE_SECONDS = 60.0, 0.5, 1800.0
WATCHED = ("temporal", "contracts")
MEGABYTE = 1_000_000


def rows(sizes: Sizes) -> Iterator[Row]:
    for count in sizes.terms:
        with tempfile.TemporaryDirectory() as place:
            home = Path(place) / "home"
            found_office(home)
            opened = open_office(home).opened
            _registered(opened, Path(place), count)
            yield from _kept(opened, home, count)
            opened.database.engine.dispose()


def _registered(opened: Opened, place: Path, count: int) -> None:
    with standing_by(WARMING):
        for first in range(1, count + 1, MOST_FILES):
            numbers = range(first, min(first + MOST_FILES, count + 1))
            _import(opened, place / f"scans{first:05}", numbers)
    with opened.database.writing() as session:
        clause = {"auto_renews": True, "renews_for": "12か月", "notice_period": "3か月"}
        session.execute(update(Contract).values(**clause, term_rev=Contract.term_rev + 1))


def _import(opened: Opened, folder: Path, numbers: Sequence[int]) -> None:
    folder.mkdir()
    lines = []
    for number in numbers:
        name = f"契約{number:05}.pdf"
        (folder / name).write_bytes(marked_page(number))
        title = f"業務委託契約書{number}"
        lines.append((name, title, f"株式会社甲{number}", "2024/4/1", "2030-03-31", "100万円"))
    sheet = folder.with_suffix(".csv")
    sheet.write_bytes(ledger(*lines))
    wish = Wish(folder, sheet, "", OWNER, "", {"how": "paper"}, stamps=False, is_dry=False, resumes=False)
    run_job(opened, plan_of(opened, wish), registers_twins=False)


def _kept(opened: Opened, home: Path, count: int) -> Iterator[Row]:
    size = f"{count:,} contracts that renew themselves"
    port, began = free_port(), time.perf_counter()
    with up(home, port) as process:
        try:
            seconds_until_ready(port, began)
            began, before = time.perf_counter(), _used_by_each(home)
            _until_told(opened.database)
            yield Row("terms: begun", count / (time.perf_counter() - began), "contracts/s", size)
            begun = _used_by_each(home)
            for name in WATCHED:
                cost = (begun[name] - before[name]) / count * 1000
                yield Row(f"terms: CPU of {name} for each begun", cost, MILLISECONDS, size)
            time.sleep(IDLE_SECONDS)
            for name, used in _used_by_each(home).items():
                share = (used - begun[name]) / IDLE_SECONDS * 100
                yield Row(f"terms: CPU of {name} while idle", share, "% of a core", size)
                yield Row(f"terms: memory of {name}", _resident(home, name) / MEGABYTE, "MB", size)
            kept = sum(file.stat().st_size for file in home.glob("temporal.db*"))
            yield Row("terms: the engine's database", kept / MEGABYTE, "MB", size)
        finally:
            process.terminate()


def _until_told(database: Database) -> None:
    untold = select(func.count()).select_from(Contract).where(Contract.term_told < Contract.term_rev)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with database.reading() as session:
            if not session.scalar(untold):
                return
        time.sleep(LOOK_SECONDS)
    raise TimeoutError(untold)


def _used_by_each(home: Path) -> dict[str, float]:
    """Return the seconds of CPU that each watched process has used so far."""
    return {name: _used(home, name) for name in WATCHED}


def _used(home: Path, name: str) -> float:
    fields = _of_process(home, name, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(home: Path, name: str) -> int:
    """Return the bytes of memory that a process holds."""
    return int(_of_process(home, name, "statm").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _of_process(home: Path, name: str, what: str) -> str:
    pid = (home / "logs" / f"{name}.pid").read_text().strip()
    return Path(f"/proc/{pid}/{what}").read_text()
