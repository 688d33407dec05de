"""Periods in civil days as 民法139条 to 143条 count them (domain.md C.7, LW-42).

The answers are proposals: a document may count otherwise, and a person may put it right.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

A_DAY = timedelta(days=1)
SATURDAY = 5


class Unit(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


LONGEST = {Unit.DAY: 36_500, Unit.MONTH: 1_200, Unit.YEAR: 100}
MONTHS_OF = {Unit.MONTH: 1, Unit.YEAR: 12}
SPELLED = {Unit.DAY: "日", Unit.MONTH: "か月", Unit.YEAR: "年"}


class PeriodUnreadable(ValueError):
    """What was written is no period, or one of nothing, or one longer than a hundred years."""


class Article(StrEnum):
    """Which rule of 民法 led to a day; the pages say it in words."""

    FIRST_DAY_LEFT_OUT = "140"
    FIRST_DAY_COUNTS = "140_proviso"
    ENDS_WITH_THE_DAY = "141"
    DAY_BEFORE_THE_CORRESPONDING = "143_2"
    LAST_DAY_OF_THE_MONTH = "143_2_proviso"


@dataclass(frozen=True, slots=True)
class Period:
    """A week is seven days, half a year six months."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.count <= LONGEST[self.unit]:
            raise PeriodUnreadable(self.count)

    @property
    def spelled(self) -> str:
        """Return the one spelling that is kept: 90日, 3か月, 1年."""
        return f"{self.count}{SPELLED[self.unit]}"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A period as counted: its first day, its last, and the rules that gave them."""

    counted_from: date
    ends_on: date
    articles: tuple[Article, ...]


def period_from(text: str) -> Period:
    """Read 90日, ３ヶ月前まで, 三か月, 2週間, 半年 or 3 months; raises PeriodUnreadable, also for nothing."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").casefold().removesuffix("before")
    if _HALF_A_YEAR.fullmatch(plain):
        return Period(6, Unit.MONTH)
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        raise PeriodUnreadable(text)
    count = _number(found["count"])
    if found["weeks"]:
        return Period(7 * count, Unit.DAY)
    return Period(count, _unit(found))


def end_of(starts_on: date, period: Period, first_day_counts: bool) -> date:  # noqa: FBT001 -- the law asks just this
    """Return the last day of `period`; the first day counts where it begins at 0:00 (民法140条ただし書)."""
    return reckoned(starts_on, period, first_day_counts).ends_on


def reckoned(starts_on: date, period: Period, first_day_counts: bool) -> Reckoned:  # noqa: FBT001 -- as end_of
    """Return the end of `period` and how it was found."""
    first = starts_on if first_day_counts else _later(starts_on, 1)
    begun = Article.FIRST_DAY_COUNTS if first_day_counts else Article.FIRST_DAY_LEFT_OUT
    if period.unit is Unit.DAY:
        return Reckoned(first, _later(first, period.count - 1), (begun, Article.ENDS_WITH_THE_DAY))
    corresponding, exists = _months_on(first, period.count * MONTHS_OF[period.unit])
    if exists:
        why = Article.DAY_BEFORE_THE_CORRESPONDING
        return Reckoned(first, _later(corresponding, -1), (begun, why, Article.ENDS_WITH_THE_DAY))
    why = Article.LAST_DAY_OF_THE_MONTH
    return Reckoned(first, corresponding, (begun, why, Article.ENDS_WITH_THE_DAY))


def next_end(ends_on: date, period: Period) -> date:
    """Return the end of a period that follows: it begins at 0:00 of the next day, so that day counts."""
    return end_of(_later(ends_on, 1), period, first_day_counts=True)


def before(day: date, period: Period) -> date:
    """Return the day that lies `period` before: 3か月前 of 5/31 is the last day of February."""
    if period.unit is Unit.DAY:
        return _later(day, -period.count)
    return _months_on(day, -period.count * MONTHS_OF[period.unit])[0]


def after(day: date, period: Period) -> date:
    """Return the day that lies `period` after; where the month has no such day, its last."""
    if period.unit is Unit.DAY:
        return _later(day, period.count)
    return _months_on(day, period.count * MONTHS_OF[period.unit])[0]


def previous_business_day(day: date, is_holiday: Callable[[date], bool]) -> date:
    """Return `day`, or the last day before it that is no Saturday, no Sunday and not `is_holiday`."""
    while day > date.min and (day.weekday() >= SATURDAY or is_holiday(day)):
        day -= A_DAY
    return day


def _later(day: date, days: int) -> date:
    """Return the day that many days on, within what the calendar can name."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _months_on(day: date, months: int) -> tuple[date, bool]:
    """Return the same day of another month and True, or that month's last day and False."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return (date.max if months > 0 else date.min), False
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)), day.day <= last


def _unit(found: re.Match[str]) -> Unit:
    if found["months"]:
        return Unit.MONTH
    return Unit.YEAR if found["years"] else Unit.DAY


def _number(written: str) -> int:
    """Return what 12, 十二 or 一〇 is; the pattern let nothing else through."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if ten:
        return (_digits(tens) or 1) * 10 + _digits(ones)
    return _digits(ones)


def _digits(written: str) -> int:
    return int("".join(str(_KANJI.index(one)) for one in written) or "0")


_KANJI = "〇一二三四五六七八九"
_TAIL = r"間?(?:前)?(?:まで)?"
_HALF_A_YEAR = re.compile(rf"半(?:か|カ|ヶ|ケ|箇|ヵ)?年{_TAIL}")
_WRITTEN = re.compile(
    rf"(?P<count>[0-9]{{1,5}}|[{_KANJI}]{{0,2}}十[{_KANJI}]?|[{_KANJI}]{{1,4}})"
    r"(?:(?P<weeks>週|weeks?)|(?P<months>(?:か|カ|ヶ|ケ|箇|ヵ|個)?月|months?)"
    r"|(?P<years>(?:か|カ|ヶ|ケ|箇|ヵ)?年|years?)|(?P<days>日|days?))"
    rf"{_TAIL}"
)
