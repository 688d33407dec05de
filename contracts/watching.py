"""When a watched deadline is told, and what became of it, in civil days of Japan (MK-16, MK-18, NX-02)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from contracts.life import ALERTS_AT, civil_day
from contracts.periods import Period, before, previous_business_day
from contracts.reasons import JST
from contracts.reminding import LATE

A_DAY = timedelta(days=1)
MISSED = timedelta(hours=1)
"""Retries of a mail that a service refuses for the moment lie within; what is not out by then was missed."""
MOST_MONTHS = 12


class Mailed(StrEnum):
    """The mails that the watch of deadlines sends by itself."""

    DIGEST = "deadline_digest"
    REPORT = "watch_report"
    REMINDER = "deadline_reminder"


class Anchor(StrEnum):
    """The day before which somebody wants to be reminded: 契約終了日 or 更新拒絶期限日."""

    ENDS = "ends_on"
    NOTICE = "notice_by"


class Fulfilment(StrEnum):
    """予定, 送信, 遅延, 不達, 対象なし, 漏れ of one promised mail."""

    PLANNED = "planned"
    SENT = "sent"
    LATE = "late"
    UNDELIVERED = "undelivered"
    NOTHING = "nothing"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What is known of a promised mail: when it went out, None before, and the worst fate of its letters."""

    told_at: datetime | None
    fate: str = ""


def fulfilment(planned: datetime, now: datetime, known: Outcomes) -> Fulfilment:
    """Return what a promised mail has come to; late is ten minutes and more after its time (NX-02)."""
    if known.told_at is None:
        return Fulfilment.MISSED if now - planned >= MISSED else Fulfilment.PLANNED
    if known.fate == Fulfilment.NOTHING:
        return Fulfilment.NOTHING
    if known.fate not in {"", "sent"}:
        return Fulfilment.UNDELIVERED
    return Fulfilment.LATE if known.told_at - planned >= LATE else Fulfilment.SENT


def morning(day: date) -> datetime:
    """Return nine o'clock of the day in Japan, when alerts go out."""
    return datetime.combine(day, ALERTS_AT, JST)


def next_morning(now: datetime) -> datetime:
    """Return the next nine o'clock that is still to come."""
    today = morning(civil_day(now))
    return today if today > now else morning(civil_day(now) + A_DAY)


def newest_first(now: datetime) -> datetime:
    """Return the last morning of a 1st that has come: the time of the monthly digest (MK-16)."""
    this = morning(civil_day(now).replace(day=1))
    return this if this <= now else morning((civil_day(now).replace(day=1) - A_DAY).replace(day=1))


def newest_monday(now: datetime) -> datetime:
    """Return the last Monday morning that has come: the time of the weekly report (NX-02)."""
    monday = morning(civil_day(now) - civil_day(now).weekday() * A_DAY)
    return monday if monday <= now else monday - 7 * A_DAY


def window(first: date, months: int) -> tuple[date, date]:
    """Return the first and the last day of `months` calendar months from that of `first` on."""
    begin = first.replace(day=1)
    end = begin
    for _ in range(months):
        end = (end + 31 * A_DAY).replace(day=1)
    return begin, end - A_DAY


def reminded_on(anchor: date, period: Period, is_day_off: Callable[[date], bool]) -> date:
    """Return the day on which somebody is reminded: the business day on or before `period` ahead (C.7)."""
    return previous_business_day(before(anchor, period), is_day_off)


def reminded_at(day: date, armed_at: datetime) -> datetime:
    """Return when that is; what was set or moved after its morning is told on the next one."""
    return max(morning(day), next_morning(armed_at)) if armed_at > morning(day) else morning(day)
