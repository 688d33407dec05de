"""事業年度 by 決算月: which twelve months a day belongs to (AD-21, NX-07)."""

from calendar import monthrange
from datetime import date, timedelta

DECEMBER = 12


def fiscal_year(day: date, closing_month: int) -> tuple[date, date]:
    """Return the first and the last day of the year that ends with `closing_month`; 0: the calendar year."""
    closes = closing_month or DECEMBER
    year = day.year if day.month <= closes else day.year + 1
    last = date(year, closes, monthrange(year, closes)[1])
    before = date(year - 1, closes, monthrange(year - 1, closes)[1])
    return before + timedelta(days=1), last


def fiscal_years(today: date, closing_month: int, count: int) -> list[tuple[date, date]]:
    """Return the year of `today` and those before it, newest first, `count` in all."""
    found = [fiscal_year(today, closing_month)]
    while len(found) < count:
        found.append(fiscal_year(found[-1][0] - timedelta(days=1), closing_month))
    return found
