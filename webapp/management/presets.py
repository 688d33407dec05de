"""Spans of end dates that people ask for again and again (domain.md UX-04, E.3)."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.management.seeking import Query, Sought

DAYS_AHEAD = (30, 60, 90)
FISCAL_YEAR_BEGINS = 4
"""年度: 1 April to 31 March."""


@dataclass(frozen=True, slots=True)
class Preset:
    label: str | LazyString
    query: Query
    is_current: bool


def presets(sought: Sought, today: date) -> list[Preset]:
    spans: list[tuple[str | LazyString, date, date]] = [
        (_l("今月中"), today.replace(day=1), end_of_month(today)),
        *((_("%(days)s日以内", days=days), today, today + timedelta(days=days)) for days in DAYS_AHEAD),
        (_l("今年度"), *fiscal_year(today)),
    ]
    return [
        Preset(label, sought.within(begin, end).query(), sought.is_within(begin, end))
        for label, begin, end in spans
    ]


def end_of_month(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)


def fiscal_year(day: date) -> tuple[date, date]:
    year = day.year if day.month >= FISCAL_YEAR_BEGINS else day.year - 1
    begin = date(year, FISCAL_YEAR_BEGINS, 1)
    return begin, date(year + 1, FISCAL_YEAR_BEGINS, 1) - timedelta(days=1)
