"""Concluded contracts registered from a folder with its ledger, as `warifu import` does: files a second."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from adapters.confinement import standing_by
from adapters.inspection import WARMING
from benchmarks.measure import Row, Sizes
from cli.importing.planning import Wish, plan_of
from cli.importing.running import run_job
from tests.counterparty.founding import found_office, open_office
from tests.importing.making import ledger, scan

FILES, A4_COLOUR_DPI = 100, 200
OWNER = "yamada@sample.example"
STANDBY_SECONDS = 20.0


def rows(_sizes: Sizes) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as place:
        home, folder = Path(place) / "home", Path(place) / "scans"
        found_office(home)
        sheet = _scans(folder)
        opened = open_office(home).opened
        with standing_by(WARMING) as ready:
            ready.wait(STANDBY_SECONDS)
            began = time.perf_counter()
            wish = Wish(
                folder, sheet, "", OWNER, "", {"how": "paper"}, stamps=False, is_dry=False, resumes=False
            )
            run_job(opened, plan_of(opened, wish), registers_twins=False)
            spent = time.perf_counter() - began
        opened.database.engine.dispose()
    yield Row(
        "import: registered scans", FILES / spent, "files/s", f"{FILES} A4 colour scans, {A4_COLOUR_DPI} dpi"
    )


def _scans(folder: Path) -> Path:
    folder.mkdir()
    lines = []
    for number in range(1, FILES + 1):
        name = f"契約{number:03}.pdf"
        (folder / name).write_bytes(scan(number, A4_COLOUR_DPI))
        lines.append(
            (name, f"業務委託契約書{number}", f"株式会社甲{number}", "2024/4/1", "2030-03-31", "100万円")
        )
    sheet = folder.parent / "ledger.csv"
    sheet.write_bytes(ledger(*lines))
    return sheet
