"""Days in a text: 和暦, 西暦, 漢数字, and 同年, 翌年, 末日 by the day before them (UX-02, UX-03)."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.day_input import day_from
from contracts.finding.numerals import in_digits

KANJI = "〇零一二三四五六七八九十百千壱弐参拾"
_ONE_OR_TWO = rf"(?:\d{{1,2}}|[{KANJI}]{{1,3}})"
_YEAR = rf"(?:[12]\d{{3}}|[一二][{KANJI}]{{3,6}}|(?:令和|平成|昭和)(?:元|{_ONE_OR_TWO}))"
DAY = re.compile(
    rf"(?:西暦)?(?P<year>(?<!\d){_YEAR}|同|翌)年(?P<month>{_ONE_OR_TWO})月(?P<day>末|{_ONE_OR_TWO})日"
    r"|(?<![A-Za-z0-9./-])(?P<short>(?:(?:19|20)\d{2}|[RHS]\d{1,2})[./-]\d{1,2}[./-]\d{1,2})(?![./-]?\d)"
    rf"|(?P<same>同月)(?P<of_same>末|{_ONE_OR_TWO})日"
)


@dataclass(frozen=True, slots=True)
class FoundDay:
    day: date
    start: int
    end: int


def days_in(text: str) -> Sequence[FoundDay]:
    """Return the days in their order; what is no day, as 平成40年4月1日, is passed over."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[FoundDay]:
    last: date | None = None
    for one in DAY.finditer(text):
        day = _day(one, last)
        if day is not None:
            last = day
            yield FoundDay(day, one.start(), one.end())


def _day(found: re.Match[str], last: date | None) -> date | None:
    try:
        if found["short"]:
            return day_from(found["short"])
        return _spelled(found, last)
    except ValueError:
        return None


def _spelled(found: re.Match[str], last: date | None) -> date | None:
    if found["same"] or found["year"] in {"同", "翌"}:
        return _after(found, last) if last else None
    year, month = found["year"], found["month"]
    if found["day"] == "末":
        first = day_from(in_digits(f"{year}年{month}月1日"))
        return _month_end(first) if first else None
    return day_from(in_digits(f"{year}年{month}月{found['day']}日"))


def _after(found: re.Match[str], last: date) -> date:
    year = last.year + (1 if found["year"] == "翌" else 0)
    month = last.month if found["same"] else _number(found["month"], "月")
    day = found["of_same"] or found["day"]
    first = date(year, month, 1)
    return _month_end(first) if day == "末" else first.replace(day=_number(day, "日"))


def _number(text: str, counter: str) -> int:
    return int(in_digits(text + counter).removesuffix(counter))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
