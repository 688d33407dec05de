"""契約期間: how a concluded contract lives, in civil days of Japan (domain.md D.1, C.7)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from contracts.reasons import JST

ALERTS_AT = time(9)
A_DAY = timedelta(days=1)


class Life(StrEnum):
    """未確認 / 開始前 / 契約期間中 / 契約終了: a second axis beside the stage."""

    UNKNOWN = "unknown"
    NOT_STARTED = "not_started"
    IN_FORCE = "in_force"
    ENDED = "ended"


RESTS = frozenset({Life.UNKNOWN, Life.ENDED})
"""Lives in which no day brings anything."""


@dataclass(frozen=True, slots=True)
class Term:
    """Both days belong to the term (民法141条); `alert_days` are the alerts to come, in days before the end.

    No `starts_on`: in force from conclusion. No `ends_on`: 期間の定めなし, nothing falls due.
    """

    starts_on: date | None
    ends_on: date | None
    alert_days: tuple[int, ...]
    life: Life

    def has_begun(self, now: datetime) -> bool:
        return self.starts_on is None or civil_day(now) >= self.starts_on

    def has_ended(self, now: datetime) -> bool:
        """On the end date itself the contract is still in force (MK-12)."""
        return self.ends_on is not None and civil_day(now) > self.ends_on

    def is_alert_due(self, now: datetime) -> bool:
        return any(now >= at for at in self._alerts())

    @property
    def next_change(self) -> datetime | None:
        """Return the earliest instant at which a day brings something, or None."""
        if self.life in RESTS:
            return None
        start = [_midnight(self.starts_on)] if self.starts_on and self.life is Life.NOT_STARTED else []
        end = [_midnight_after(self.ends_on)] if self.ends_on else []
        return min([*start, *self._alerts(), *end], default=None)

    def _alerts(self) -> list[datetime]:
        """No alert comes before the term begins: a short contract is alerted of on its first morning."""
        if self.ends_on is None:
            return []
        first = self.starts_on or date.min
        days = [max(first, self.ends_on - days * A_DAY) for days in self.alert_days]
        return [datetime.combine(day, ALERTS_AT, JST) for day in days]


def civil_day(now: datetime) -> date:
    return now.astimezone(JST).date()


def days_left(ends_on: date, now: datetime) -> int:
    """Return the days until the end date: 0 on that day, never less."""
    return max(0, (ends_on - civil_day(now)).days)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, JST)


def _midnight_after(day: date) -> datetime:
    return _midnight(min(day, date.max - A_DAY) + A_DAY)
