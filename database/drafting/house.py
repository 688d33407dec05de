"""What a draft is sent with that no row says: handed down by whoever holds the settings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class House:
    """`may_text`: this installation sends SMS; `link_days` are its usual ones.

    `days_off` gives the days off that are no weekend, from a day on, with those of the company.
    """

    may_text: bool
    link_days: int
    days_off: Callable[[date, Iterable[date]], list[date]]
