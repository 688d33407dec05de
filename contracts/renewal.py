"""更新: the clause on renewals, the days that follow, and what the owner decides (MK-13, MK-19, MK-22).

A proposal in the sense of `contracts.periods`: it moves dates in the archive and renews no contract.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from contracts.periods import Period, before, next_end, period_from, previous_business_day
from contracts.refusals import Refused

A_DAY = timedelta(days=1)


class NothingToDecide(Refused):
    """The contract neither renews nor asks for a notice, or it is over."""

    code = "nothing_to_decide"


class DecisionTooLate(Refused):
    """The last day to decide on has passed; the dates may have moved on already."""

    code = "decision_too_late"


class Answer(StrEnum):
    """更新する, 条件変更, 終了: the owner's answer for the present end date; NONE while there is none."""

    NONE = ""
    RENEW = "renew"
    REVISE = "revise"
    END = "end"


@dataclass(frozen=True, slots=True)
class AskingDays:
    """How many days before the deadline the owner is asked, and the managers while nobody has answered."""

    ask: int = 30
    escalate: int = 7


@dataclass(frozen=True, slots=True)
class Clause:
    """What the document says of renewals; `auto` None: nobody has said, `ending` is 終了予定 (MK-15)."""

    auto: bool | None = None
    renews_for: Period | None = None
    notice: Period | None = None
    ending: bool = False

    @property
    def asks(self) -> bool:
        """Somebody has to decide: it renews by itself, or a notice has to be given in time."""
        return self.auto is True or self.notice is not None

    @property
    def rolls(self) -> bool:
        return self.auto is True and self.renews_for is not None and not self.ending


@dataclass(frozen=True, slots=True)
class Renewal:
    """The clause and how far this cycle has come; `unread`: dates have moved since they were read from SQL.

    `revision` counts the changes of the term that SQL knows, `ask_on` and `escalate_on` are business days.
    """

    clause: Clause = Clause()
    ask_on: date | None = None
    escalate_on: date | None = None
    answer: Answer = Answer.NONE
    asked: bool = False
    escalated: bool = False
    unread: bool = False
    revision: int = 0

    @property
    def is_ending(self) -> bool:
        return self.clause.ending or self.answer is Answer.END

    @property
    def rolls(self) -> bool:
        return self.clause.rolls and not self.is_ending

    @property
    def waits_for_an_answer(self) -> bool:
        return self.asked and self.answer is Answer.NONE and not self.is_ending


NO_RENEWAL = Renewal()


def period_or_none(spelled: str) -> Period | None:
    """Return the period that was kept; an empty one is none."""
    return period_from(spelled) if spelled else None


def notice_by(ends_on: date | None, notice: str) -> date | None:
    """Return 更新拒絶期限日, the last day on which a notice ends the contract with `ends_on` (MK-13)."""
    period = period_or_none(notice)
    return before(ends_on, period) if ends_on and period else None


def deadline_of(starts_on: date | None, ends_on: date, notice: Period | None) -> date:
    """Return the last day to decide on: 更新拒絶期限日, else the end; none lies before the term begins."""
    last = before(ends_on, notice) if notice else ends_on
    return max(last, min(starts_on, ends_on)) if starts_on else last


def rolled(ends_on: date, clause: Clause) -> date:
    """Return the end that one automatic renewal leads to; without a period the end stays."""
    return next_end(ends_on, clause.renews_for) if clause.renews_for else ends_on


def asking_days(deadline: date, days: AskingDays, is_day_off: Callable[[date], bool]) -> tuple[date, date]:
    """Return when the owner and when the managers are asked: never on a day off, but before it (C.7)."""
    first = previous_business_day(deadline - days.ask * A_DAY, is_day_off)
    return first, previous_business_day(deadline - days.escalate * A_DAY, is_day_off)
