"""How long a contract took from 受付 to 締結, and how often it came back (issue of the managers, MK-06)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

A_DAY = timedelta(days=1)


class Leg(StrEnum):
    """受付 → 審査・承認完了 → 送信 → 締結; WHOLE is from the first to the last."""

    REVIEWING = "reviewing"
    PREPARING = "preparing"
    SIGNING = "signing"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Course:
    """The instants of one concluded contract; `reviewed_at` is None where nobody inside had to approve.

    `received_at` is the earlier of the request for a review and the draft, `sent_back` how often a
    counterparty returned it.
    """

    received_at: datetime
    reviewed_at: datetime | None
    sent_at: datetime
    concluded_at: datetime
    sent_back: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """The middle contract's days for one leg, and how many contracts have the leg; 0 of none."""

    leg: Leg
    days: float
    count: int


def paces(courses: Sequence[Course]) -> list[Pace]:
    """Return the median of each leg in days, to a tenth: one slow contract does not hide the others."""
    return [_pace(leg, courses) for leg in Leg]


def sent_back_share(courses: Sequence[Course]) -> int:
    """Return how many of a hundred contracts came back at least once, 0 where there are none."""
    if not courses:
        return 0
    return round(100 * sum(one.sent_back > 0 for one in courses) / len(courses))


def _pace(leg: Leg, courses: Sequence[Course]) -> Pace:
    taken = [span / A_DAY for span in map(_SPANS[leg], courses) if span is not None]
    return Pace(leg, round(median(taken), 1) if taken else 0.0, len(taken))


def _reviewing(one: Course) -> timedelta | None:
    return one.reviewed_at - one.received_at if one.reviewed_at else None


def _preparing(one: Course) -> timedelta | None:
    return one.sent_at - (one.reviewed_at or one.received_at)


def _signing(one: Course) -> timedelta | None:
    return one.concluded_at - one.sent_at


def _whole(one: Course) -> timedelta | None:
    return one.concluded_at - one.received_at


_SPANS: dict[Leg, Callable[[Course], timedelta | None]] = {
    Leg.REVIEWING: _reviewing,
    Leg.PREPARING: _preparing,
    Leg.SIGNING: _signing,
    Leg.WHOLE: _whole,
}
