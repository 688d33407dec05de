"""Two days that narrow a list, as they were typed: 2026/4/1, 令和8年4月1日, 20260401."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import request
from flask_babel import gettext as _

from contracts.day_input import day_from
from contracts.reasons import JST

FIRST_YEAR, LAST_YEAR = 1868, 2999
LONGEST_DAY = 30


@dataclass(frozen=True, slots=True)
class Days:
    """`first` and `last` are days in Japan, both included; faults stand beside the field `from` or `to`."""

    typed_first: str
    typed_last: str
    first: date | None
    last: date | None
    faults: dict[str, str]

    @property
    def since(self) -> datetime | None:
        return datetime.combine(self.first, time(), JST) if self.first else None

    @property
    def until(self) -> datetime | None:
        """Return the instant at which the day after `last` begins."""
        return datetime.combine(self.last + timedelta(days=1), time(), JST) if self.last else None


def days_asked() -> Days:
    return days_from(request.args)


def days_from(sent: Mapping[str, str]) -> Days:
    """Read the two days of an address or of a form."""
    typed = {name: sent.get(name, "").strip()[:LONGEST_DAY] for name in ("from", "to")}
    read: dict[str, date | None] = {}
    faults: dict[str, str] = {}
    for name, text in typed.items():
        try:
            read[name] = _day(text)
        except ValueError:
            faults[name] = _("日付として読み取れません。2026/4/1 や 令和8年4月1日 のように入力してください。")
    first, last = read.get("from"), read.get("to")
    if first and last and last < first:
        faults["to"] = _("終わりの日が、始まりの日より前です。")
    return Days(typed["from"], typed["to"], first, last, faults)


def _day(text: str) -> date | None:
    day = day_from(text)
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day
