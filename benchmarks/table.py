"""The table: on the terminal, as JSON, and in README.md between its two marks."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.measure import Row

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "build" / "bench.json"
README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
SMALL, WHOLE = 10, 100


def write_json(rows: Sequence[Row]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_readme(rows: Sequence[Row], command: str, day: str) -> None:
    text = README.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    facts = [f"Measured on {day} by `{command}` on a machine with", *(f"* {line}" for line in machine())]
    body = "\n".join([BEGIN, "", *facts, "", *as_markdown(rows), "", END])
    README.write_text(before + body + after, "utf-8")


def as_markdown(rows: Sequence[Row]) -> list[str]:
    lines = [f"| {row.name} | {shown(row.value)} | {row.unit} | {row.size} |" for row in rows]
    return ["| what | value | unit | of how much |", "|---|---:|---|---|", *lines]


def as_text(rows: Sequence[Row], command: str) -> list[str]:
    width = max((len(row.name) for row in rows), default=0)
    lines = [f"{row.name:{width}} {shown(row.value):>9} {row.unit:12} {row.size}" for row in rows]
    return [f"$ {command}", *machine(), "", *lines]


def shown(value: float) -> str:
    """No more digits than such a measurement has."""
    if value >= WHOLE:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= SMALL else f"{value:.2f}"
