"""Spans of days that people ask for again and again (domain.md UX-04, E.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.fiscal_year import fiscal_year
from webapp.access.staff import policies
from webapp.management.seeking import Query, Sought

DAYS_AHEAD = (30, 60, 90)
FISCAL_YEAR_ENDS = 3
"""年度 where no 決算月 was chosen: 1 April to 31 March."""
Named = tuple[str | LazyString, date, date]


@dataclass(frozen=True, slots=True)
class Preset:
    label: str | LazyString
    query: Query
    is_current: bool


def presets(sought: Sought, today: date, name: str) -> list[Preset]:
    """Return the spans from which one for `name` is chosen: expires or notice."""
    now: list[Named] = [
        (_l("今日"), today, today),
        (_l("今月中"), today.replace(day=1), end_of_month(today)),
    ]
    return [
        Preset(label, sought.within(name, begin, end), sought.is_within(name, begin, end))
        for label, begin, end in (*now, *spans_ahead(today))
    ]


def spans_ahead(today: date) -> Iterator[Named]:
    for days in DAYS_AHEAD:
        yield _("%(days)s日以内", days=days), today, today + timedelta(days=days)
    yield _l("今年度"), *fiscal_year(today, policies().fiscal_month or FISCAL_YEAR_ENDS)


def end_of_month(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)
