"""Contracts on paper that were there before: what a clerk has scanned, and the ledger beside it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from io import StringIO
from pathlib import Path

from cli.demo.scanning import scanned

FOLDER = Path(__file__).parent / "scans"
HEADING = (
    *("ファイル名", "契約書名", "相手方", "契約締結日", "契約開始日", "契約終了日", "金額"),
    *("自動更新", "更新期間", "更新拒絶期限", "保管場所", "箱番号"),
)
REIWA = 2018
"""The year before 令和1年."""


@dataclass(frozen=True, slots=True)
class Scan:
    """`agreed`, `starts` and `ends` in days from today; what is no number stands in the ledger as it is.

    One without `title` is in the ledger by its file's name alone: the rest is read from its text (MK-30).
    `same_as` names the file it is another copy of; `follows` the file of its 原契約. Below 200 `dpi` the
    page says what the scan lacks (LW-29).
    """

    file: str
    same_as: str
    title: str
    counterparties: str
    agreed: str
    starts: str
    ends: str
    amount: str
    renews: str
    period: str
    notice: str
    stored: str
    box: str
    dpi: str
    follows: str
    relation: str

    def pdf(self, organization: str, today: date) -> bytes:
        if self.same_as:
            return next(one for one in all_scans() if one.file == self.same_as).pdf(organization, today)
        lines = (FOLDER / self.file).with_suffix(".txt").read_text("utf-8")
        days = {name: _in_era(_day(days, today)) for name, days in self._days().items()}
        return scanned(lines.format(us=organization, **days).splitlines(), int(self.dpi))

    def row(self, today: date) -> Sequence[str]:
        if not self.title:
            return (self.file,)
        days = [_slashed(_day(days, today)) for days in self._days().values()]
        kept = (self.amount, self.renews, self.period, self.notice, self.stored, self.box)
        return (self.file, self.title, self.counterparties, *days, *kept)

    def _days(self) -> dict[str, str]:
        return {"agreed": self.agreed, "start": self.starts, "end": self.ends}


@cache
def all_scans() -> Sequence[Scan]:
    with (FOLDER / "scans.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Scan(**row) for row in csv.DictReader(file))


def ledger(today: date) -> bytes:
    """Return the ledger as a spreadsheet of this country writes it, in Shift_JIS."""
    out = StringIO(newline="")
    csv.writer(out).writerows([HEADING, *(one.row(today) for one in all_scans())])
    return out.getvalue().encode("cp932")


def _day(days: str, today: date) -> date | str:
    return today + timedelta(days=int(days)) if days.lstrip("-").isdigit() else days


def _slashed(day: date | str) -> str:
    return f"{day:%Y/%m/%d}" if isinstance(day, date) else day


def _in_era(day: date | str) -> str:
    return f"令和{day.year - REIWA}年{day.month}月{day.day}日" if isinstance(day, date) else day
