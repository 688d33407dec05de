"""Dates and instants as Japanese readers expect them (domain.md UX-01). Instants are shown in JST."""

from datetime import UTC, date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")


def prose_date(day: date) -> str:
    """2026年4月1日; an instant gives its day in JST."""
    day = civil_day(day)
    return f"{day.year}年{day.month}月{day.day}日"


def table_date(day: date) -> str:
    """2026/04/01; an instant gives its day in JST."""
    return f"{civil_day(day):%Y/%m/%d}"


def instant(moment: datetime) -> str:
    """2026/04/01 13:02 in JST; raises ValueError for a naive moment."""
    return f"{in_japan(moment):%Y/%m/%d %H:%M}"


def iso_jst(moment: datetime) -> str:
    """2026-04-01T13:02:05+09:00, for `<time datetime>`, CSV and API."""
    return in_japan(moment).isoformat(timespec="seconds")


def in_japan(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    return moment.astimezone(UTC).astimezone(JST)


def civil_day(day: date) -> date:
    return in_japan(day).date() if isinstance(day, datetime) else day
