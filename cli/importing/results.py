"""What became of every file: on the terminal, and as a CSV that a spreadsheet opens."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

from adapters.durable import write_over
from cli.importing.words import OUTCOMES, sentences, shown
from contracts.csv_cells import cell
from contracts.importing import FileOutcome
from database.imports import ImportFile

HEADING = ("番号", "台帳の行", "ファイル名", "結果", "契約番号", "契約ID", "理由", "同じと思われる契約")
BAR = 30


class Progress:
    """A bar on a terminal; a log keeps the result, not the way to it."""

    def __init__(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        self._is_shown = sys.stderr.isatty()

    def step(self) -> None:
        self._done += 1
        if self._is_shown:
            filled = BAR * min(self._done, self._total) // max(self._total, 1)
            self._write(f"\r[{'#' * filled:<{BAR}}] {self._done}/{self._total}")

    def end(self) -> None:
        if self._is_shown:
            self._write("\n")

    def _write(self, text: str) -> None:
        print(text, end="", file=sys.stderr, flush=True)  # noqa: T201 -- a command's own terminal


def lines_of(files: Sequence[ImportFile], twins: Mapping[int, str]) -> list[list[str]]:
    """Return a line for each file; `twins` says by its line what it looks the same as."""
    return [_line(one, twins.get(one.line, "")) for one in files]


def write_csv(path: Path, lines: Sequence[Sequence[str]]) -> None:
    """Write the whole file anew, in UTF-8 with its mark; no cell is computed by a spreadsheet."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADING)
    writer.writerows([[cell(one) for one in line] for line in lines])
    write_over(path, [out.getvalue().encode("utf-8-sig")])


def summary(files: Sequence[ImportFile]) -> str:
    counts = Counter(one.outcome for one in files)
    told = [f"{OUTCOMES[outcome]} {counts[outcome]}件" for outcome in FileOutcome if counts[outcome]]
    return "、".join(told) or "対象のファイルがありません"


def troubles(files: Sequence[ImportFile], twins: Mapping[int, str], most: int) -> list[str]:
    """Return a line for each file that was not registered, `most` of them."""
    found = [one for one in files if one.outcome not in {FileOutcome.IMPORTED, FileOutcome.WAITING}]
    told = [f"{shown(one.filename)}: {twins.get(one.line) or _why(one)}" for one in found[:most]]
    return [*told, f"ほか {len(found) - most}件"] if len(found) > most else told


def _line(one: ImportFile, twins: str) -> list[str]:
    contract = one.contract
    return [
        str(one.line),
        str(one.sheet_line or ""),
        one.filename,
        OUTCOMES[FileOutcome(one.outcome)],
        (contract.number or "") if contract else "",
        contract.public_id if contract else "",
        _why(one),
        twins,
    ]


def _why(one: ImportFile) -> str:
    faults = [(column, code, typed) for column, code, typed in json.loads(one.faults)]
    return sentences(faults)
