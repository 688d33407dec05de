"""本人からの請求: what is given to a person of their own data, and what of it can be erased (LW-39).

個人情報保護法 33条 (開示), 35条 (利用停止・消去): both are owed 遅滞なく, and neither article names a number
of days. What another law obliges to keep is not erased, and the person is told so and why (35条7項, 36条).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from contracts.periods import Period, Unit, after
from contracts.refusals import Refused
from contracts.retention import Kept

GUIDE_DAYS = 14
"""A guide of this program for an answer, typed over for each request; the law says 遅滞なく."""
REQUEST_KEPT = Period(3, Unit.YEAR)
MOST_MAILS = 10


class RequestKind(StrEnum):
    DISCLOSURE = "disclosure"
    ERASURE = "erasure"


class Standing(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Why(StrEnum):
    """Why something of a person is not erased; RETENTION alone knows a day."""

    RETENTION = "retention"
    NO_DAY = "no_day"
    HELD = "held"
    UNDERWAY = "underway"
    DISPOSAL = "disposal"
    EVIDENCE = "evidence"
    DUTY = "duty"
    ACTIVE = "active"
    LIVE = "live"
    SCHEDULED = "scheduled"
    BY_HAND = "by_hand"
    UNSEEN = "unseen"


ERASED = "erased"
"""Stands where a Why stands, for what was erased."""


class RequestClosed(Refused):
    code = "person_request_closed"


class NothingAnswered(Refused):
    """An erasure is answered after it was carried out: the letter says what was done."""

    code = "person_request_not_carried_out"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`why` is None where it can be erased; `until` is the last day on which it must be kept."""

    why: Why | None = None
    until: date | None = None


ERASABLE = Verdict()


def verdict_on_record(kept: Kept, today: date, *, sent: bool, ended: bool) -> Verdict:
    """Return what holds for the record of a contract: it is erased by 廃棄 as a whole or not at all.

    A contract that was never sent has no record. `ended`: concluded, imported, or ended without a contract.
    """
    if not sent:
        return ERASABLE
    if not ended:
        return Verdict(Why.UNDERWAY)
    if kept.holds:
        return Verdict(Why.HELD)
    if kept.until is None:
        return Verdict(Why.NO_DAY)
    return Verdict(Why.DISPOSAL) if kept.has_ended(today) else Verdict(Why.RETENTION, kept.until)


def usual_answer_by(received_on: date) -> date:
    return received_on + timedelta(days=GUIDE_DAYS)


def is_to_be_forgotten(closed_on: date, today: date) -> bool:
    """Tell whether the request itself, which names the person, has been kept long enough."""
    return after(closed_on, REQUEST_KEPT) < today


def squeezed(name: str) -> str:
    """Return a name without its spaces: 佐藤　一郎 and 佐藤一郎 are looked for alike."""
    return "".join(name.split())
