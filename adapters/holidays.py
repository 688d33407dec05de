"""国民の祝日 and the company's own days off, as days: `jpholiday` follows the law (UX-06)."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import jpholiday

HORIZON = timedelta(days=2 * 366)
"""How far ahead days off are told: a request, its extensions and a second round lie within."""


def days_off(today: date, company: Iterable[date] = ()) -> list[date]:
    """Return the days off that are no weekend as such, from today on, first to last."""
    last = today + HORIZON
    national = {day for day, _name in jpholiday.between(today, last)}
    own = {day for day in company if today <= day <= last}
    return sorted(national | own)


def calendar_of(company: Iterable[date]) -> Callable[[date], bool]:
    """Return what tells whether a day is a day off that is no weekend as such, in any year."""
    own = frozenset(company)
    return lambda day: day in own or bool(jpholiday.is_holiday(day))


def public_holidays(first: date, last: date) -> list[tuple[date, str]]:
    """Return the public holidays from `first` to `last` with their Japanese names."""
    return [(day, name) for day, name in jpholiday.between(first, last)]
