"""n年間, n か月, n日, n週間 and 半年 as a text spells them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.periods import Period, PeriodUnreadable, period_from

_NUMBER = r"(?:(?<![月\d.])\d{1,3}|(?<!月)[一二三四五六七八九十〇]{1,4})"
_LENGTH = re.compile(
    rf"半年|{_NUMBER}(?:年(?!\d|[一二三四五六七八九十]|[月度頭])|[かカヵケヶ箇個]月|週間?|日(?!本|目))"
)


@dataclass(frozen=True, slots=True)
class Length:
    period: Period
    start: int
    end: int


def lengths_in(text: str) -> Iterator[Length]:
    """Return what may be lengths; 2026年 is none, for a length has at most three digits."""
    for found in _LENGTH.finditer(text):
        try:
            yield Length(period_from(found[0]), found.start(), found.end())
        except PeriodUnreadable:
            continue
