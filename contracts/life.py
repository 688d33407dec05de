"""契約期間: how a concluded contract lives, in civil days of Japan (domain.md D.1, C.7)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from contracts.reasons import JST
from contracts.renewal import NO_RENEWAL, Answer, Renewal, deadline_of

ALERTS_AT = time(9)
ROLLS_AT = time(0, 10)
"""Answers are taken until midnight; what was given in the last second is read before anything moves."""
A_DAY = timedelta(days=1)


class Life(StrEnum):
    """未確認, 開始前, 契約期間中, 更新判断待ち, 終了予定, 契約終了, 解約: a second axis beside the stage.

    DECIDING and ENDING are in force too; UNSETTLED renews by itself for nobody knows how long.
    """

    UNKNOWN = "unknown"
    NOT_STARTED = "not_started"
    IN_FORCE = "in_force"
    DECIDING = "deciding"
    ENDING = "ending"
    UNSETTLED = "unsettled"
    ENDED = "ended"
    TERMINATED = "terminated"


RUNNING = (Life.IN_FORCE, Life.DECIDING, Life.ENDING)
"""契約期間中 in the sense of MK-12: the end date has not passed."""
OVER = (Life.ENDED, Life.TERMINATED)
RESTS = frozenset({Life.UNKNOWN, Life.UNSETTLED, *OVER})
"""Lives in which no day brings anything."""


@dataclass(frozen=True, slots=True)
class Term:
    """Both days belong to the term (民法141条); `alert_days` are the alerts to come, in days before the end.

    No `starts_on`: in force from conclusion. No `ends_on`: 期間の定めなし, nothing falls due. `terminated_on`
    is the last day where 解約 came first.
    """

    starts_on: date | None
    ends_on: date | None
    alert_days: tuple[int, ...]
    life: Life
    renewal: Renewal = NO_RENEWAL
    terminated_on: date | None = None

    @property
    def shown(self) -> Life:
        """Return the life that people see: of a term in force also what is to be decided, or is."""
        if self.life is not Life.IN_FORCE:
            return self.life
        if self.renewal.is_ending or self.terminated_on:
            return Life.ENDING
        return Life.DECIDING if self.renewal.waits_for_an_answer else Life.IN_FORCE

    @property
    def last_day(self) -> date | None:
        return min((day for day in (self.ends_on, self.terminated_on) if day), default=None)

    @property
    def is_terminated(self) -> bool:
        return self.terminated_on is not None and self.last_day == self.terminated_on

    @property
    def decide_by(self) -> date | None:
        """Return the last day to decide on, None where there is nothing to decide (MK-22)."""
        is_settled = self.renewal.is_ending or self.terminated_on is not None
        if self.ends_on is None or is_settled or not self.renewal.clause.asks:
            return None
        return deadline_of(self.starts_on, self.ends_on, self.renewal.clause.notice)

    @property
    def asks_at(self) -> datetime | None:
        is_open = self.decide_by is not None and self.renewal.answer is Answer.NONE
        return self._morning(self.renewal.ask_on) if is_open and not self.renewal.asked else None

    @property
    def escalates_at(self) -> datetime | None:
        is_open = self.decide_by is not None and self.renewal.waits_for_an_answer
        return self._morning(self.renewal.escalate_on) if is_open and not self.renewal.escalated else None

    @property
    def rolls_at(self) -> datetime | None:
        """Return when the dates move on: the night after the last day to decide on (MK-13, MK-19)."""
        if self.decide_by is None or not self.renewal.rolls:
            return None
        return rolls_after(self.decide_by)

    def has_begun(self, now: datetime) -> bool:
        return self.starts_on is None or civil_day(now) >= self.starts_on

    def has_ended(self, now: datetime) -> bool:
        """On the end date itself the contract is still in force (MK-12)."""
        return self.last_day is not None and civil_day(now) > self.last_day

    def is_alert_due(self, now: datetime) -> bool:
        return any(now >= at for at in self._alerts())

    @property
    def next_change(self) -> datetime | None:
        """Return the earliest instant at which a day brings something, or None."""
        if self.life in RESTS:
            return None
        start = [_midnight(self.starts_on)] if self.starts_on and self.life is Life.NOT_STARTED else []
        end = [_midnight(_day_after(self.last_day))] if self.last_day and self.rolls_at is None else []
        asked = [at for at in (self.asks_at, self.escalates_at, self.rolls_at) if at]
        return min([*start, *self._alerts(), *asked, *end], default=None)

    def _morning(self, day: date | None) -> datetime | None:
        """Nobody is asked before the term begins."""
        return datetime.combine(max(day, self.starts_on or day), ALERTS_AT, JST) if day else None

    def _alerts(self) -> list[datetime]:
        """No alert comes before the term begins: a short contract is alerted of on its first morning."""
        if self.ends_on is None:
            return []
        first = self.starts_on or date.min
        days = [max(first, self.ends_on - days * A_DAY) for days in self.alert_days]
        return [datetime.combine(day, ALERTS_AT, JST) for day in days]


def rolls_after(decide_by: date) -> datetime:
    """Return the instant in the night after the last day to decide on."""
    return datetime.combine(_day_after(decide_by), ROLLS_AT, JST)


def civil_day(now: datetime) -> date:
    return now.astimezone(JST).date()


def days_left(ends_on: date, now: datetime) -> int:
    """Return the days until the end date: 0 on that day, never less."""
    return max(0, (ends_on - civil_day(now)).days)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, JST)


def _day_after(day: date) -> date:
    return min(day, date.max - A_DAY) + A_DAY
