"""How names, days and times are written in a Japanese mail (domain.md UX-01, UX-05, UX-08)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


def addressed(company: str, person: str) -> str:
    """Return whom the mail addresses: 御中 for an organisation, 様 for a person, never both (UX-08)."""
    if not person:
        return f"{company} 御中" if company else "ご担当者 様"
    return f"{company}\n{person} 様" if company else f"{person} 様"


def day(value: date | str) -> str:
    """2026年4月1日; takes a date or an ISO date."""
    moment = _date(value)
    return f"{moment.year}年{moment.month}月{moment.day}日"


def short_day(value: date | str) -> str:
    """12/10, for a subject."""
    moment = _date(value)
    return f"{moment.month}/{moment.day}"


def time_of_day(value: datetime | str) -> str:
    """2026/04/01 13:02 (JST); takes an aware instant or its ISO form, and refuses a naive one."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if moment.tzinfo is None:
        raise ValueError(value)
    return f"{moment.astimezone(TOKYO):%Y/%m/%d %H:%M} (JST)"


def quoted(text: str) -> str:
    """Mark each line, so that what somebody else wrote cannot pass for our own words."""
    return "\n".join(f"> {line}" for line in text.strip().splitlines())


def _date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
