"""Which backups are kept: the newest of each day, month and year, for so many of each (GM-33)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.reasons import JST


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many days, months and years of which the newest backup is kept; days are Japan's."""

    days: int = 14
    months: int = 12
    years: int = 10


def kept(moments: Sequence[datetime], keeping: Keeping) -> set[datetime]:
    """Return those of `moments` that stay; the newest always does."""
    newest_first = sorted(moments, reverse=True)
    rules: list[tuple[Callable[[datetime], tuple[int, ...]], int]] = [
        (lambda at: (at.year, at.month, at.day), keeping.days),
        (lambda at: (at.year, at.month), keeping.months),
        (lambda at: (at.year,), keeping.years),
    ]
    staying = set(newest_first[:1])
    for span, count in rules:
        newest_of: dict[tuple[int, ...], datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(span(moment.astimezone(JST)), moment)
        staying.update(list(newest_of.values())[:count])
    return staying
