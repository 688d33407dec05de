"""自動リマインド: on which days before the deadline somebody is reminded, as data (MK-57, MK-58)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from contracts.reasons import JST

A_DAY = timedelta(days=1)
AN_INSTANT = timedelta(microseconds=1)
BANDS = ("09:00", "12:00", "15:00", "18:00")
"""時間帯: when in the day the sender may have reminders sent, in Japan."""
MORNING = time(8, 30)


class Reminding(StrEnum):
    NONE = ""
    SPACED = "spaced"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Preset:
    """Days before the last day; none in the first `spared_days`; `at` is fixed, or the sender's band."""

    days_before: tuple[int, ...] = ()
    spared_days: int = 0
    at: time | None = None
    tells_day_after: bool = False


PRESETS: Mapping[Reminding, Preset] = {
    Reminding.NONE: Preset(),
    Reminding.SPACED: Preset(days_before=(23, 16, 9, 2), spared_days=5),
    Reminding.CLOSING: Preset(days_before=(4, 1), at=MORNING, tells_day_after=True),
}


def end_of(day: date) -> datetime:
    """Return the midnight in Japan that ends the day: until then one may answer (UX-05)."""
    return datetime.combine(day + A_DAY, time.min, JST)


def last_day(until: datetime) -> date:
    """Return the last day in Japan of which some part lies before `until`."""
    return (until - AN_INSTANT).astimezone(JST).date()


def reminding_days(preset: Preset, asked_on: date, last: date) -> list[date]:
    """Return the days, first to last, on which one asked on `asked_on` is reminded of the `last` day."""
    first = max(asked_on + preset.spared_days * A_DAY, asked_on + A_DAY)
    days = (last - days * A_DAY for days in sorted(preset.days_before, reverse=True))
    return [day for day in days if day >= first]


def day_after(until: datetime) -> datetime:
    """Return the morning after the deadline, when those who did not answer are told (MK-58)."""
    return datetime.combine(last_day(until) + A_DAY, MORNING, JST)
