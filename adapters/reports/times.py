"""When a signed report says that it was sent: seconds since 1970, spelled as a number."""

from datetime import UTC, datetime

from adapters.reports.refusing import ReportRefused
from contracts.reports import is_current


def require_current(seconds: str, now: datetime) -> None:
    if not is_current(instant(seconds), now):
        raise ReportRefused("too_old")


def instant(seconds: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as fault:
        raise ReportRefused("unreadable") from fault
