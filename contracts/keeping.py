"""How long what was concluded may be put into a counterparty's own account (GM-27, CF-01)."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from contracts.reasons import JST


class Keeping(StrEnum):
    """What keeps a paper off a shelf: nothing, a visit through its link, or that it is too late."""

    OPEN = "open"
    NEEDS_VISIT = "needs_visit"
    TOO_LATE = "too_late"


def last_day_to_keep(mailed_at: datetime, days: int) -> date:
    """Return the last day in Japan on which it may be kept: day N after the day of the completion mail."""
    return mailed_at.astimezone(JST).date() + timedelta(days=days)


def may_keep(mailed_at: datetime, days: int, now: datetime) -> bool:
    return now.astimezone(JST).date() <= last_day_to_keep(mailed_at, days)
