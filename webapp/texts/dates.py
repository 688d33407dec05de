"""Dates and instants as the reader expects them (domain.md UX-01). Instants are shown in JST."""

from datetime import UTC, date, datetime, time

from contracts.languages import ENGLISH_MONTHS
from contracts.reasons import JST
from contracts.reminders import last_day
from webapp.texts.manners import manner


def prose_date(day: date) -> str:
    """2026年4月1日, 1 April 2026; an instant gives its day in JST."""
    day = civil_day(day)
    return manner().day.format(
        year=day.year, month=day.month, day=day.day, month_name=ENGLISH_MONTHS[day.month - 1]
    )


def table_date(day: date) -> str:
    """2026/04/01; an instant gives its day in JST."""
    return f"{civil_day(day):%Y/%m/%d}"


def instant(moment: datetime) -> str:
    """2026/04/01 13:02 in JST, in English with the zone; raises ValueError for a naive moment."""
    return in_japan(moment).strftime(manner().moment)


def iso_jst(moment: datetime) -> str:
    """2026-04-01T13:02:05+09:00, for `<time datetime>`, CSV and API."""
    return in_japan(moment).isoformat(timespec="seconds")


def in_japan(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    return moment.astimezone(UTC).astimezone(JST)


def deadline(until: datetime) -> str:
    """Return the day in Japan to whose end one has time, or the moment of a deadline within a day (UX-05)."""
    is_midnight = in_japan(until).time() == time.min
    return prose_date(last_day(until)) if is_midnight else instant(until)


def civil_day(day: date) -> date:
    return in_japan(day).date() if isinstance(day, datetime) else day


def days_since(moment: datetime, today: date) -> int:
    """Return the days in Japan since `moment`: 0 on the same day."""
    return (today - civil_day(moment)).days
