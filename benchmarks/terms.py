"""Contracts in force that renew themselves, kept by the engine: what waiting costs (facts/temporal.md).

They are registered as `warifu import` does, from tiny scans, before anything runs; then the processes of
`warifu up` begin their terms, and are watched while nothing happens.
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
from benchmarks.measure import Row, Sizes
from benchmarks.starting import seconds_until_ready, up
from cli.importing.planning import Wish, plan_of
from cli.importing.running import run_job
from contracts.importing import MOST_FILES
from database.contract import Contract
from database.engine import Database
from tests.counterparty.founding import found_office, open_office
from tests.importing.making import ledger, scan
from tests.journeys.running import free_port
from workflows.installation import Opened

TINY_DPI = 40
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
        (folder / name).write_bytes(scan(number, TINY_DPI))
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
            began = time.perf_counter()
            _until_told(opened.database)
            yield Row("terms: begun", count / (time.perf_counter() - began), "contracts/s", size)
            before = {name: _used(home, name) for name in WATCHED}
            time.sleep(IDLE_SECONDS)
            for name in WATCHED:
                share = (_used(home, name) - before[name]) / IDLE_SECONDS * 100
                yield Row(f"terms: CPU of {name} while idle", share, "% of a core", size)
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


def _used(home: Path, name: str) -> float:
    """Return the seconds of CPU that a process has used so far."""
    pid = (home / "logs" / f"{name}.pid").read_text().strip()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
