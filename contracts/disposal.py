"""廃棄: what is over its 保存期間 goes, by two persons, and leaves a tombstone (LW-27)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from contracts.event_table import canonical
from contracts.refusals import Refused
from contracts.retention import Ground, Kept
from contracts.stage import ENDED

LAPSES_AFTER = timedelta(days=30)
"""A proposal that nobody has answered by then is none any more: who approves knows what is true now."""
MOST_AT_ONCE = 500
"""Contracts of one proposal; a certificate that lists them stays readable."""


class Standing(StrEnum):
    """Where a 廃棄 stands."""

    PROPOSED = "proposed"
    LAPSED = "lapsed"
    REJECTED = "rejected"
    EXECUTING = "executing"
    DONE = "done"


class Fate(StrEnum):
    """Where one contract of it stands; only the rows of one that is `executing` may be deleted."""

    PROPOSED = "proposed"
    LEFT_OUT = "left_out"
    EXECUTING = "executing"
    DONE = "done"


class Why(StrEnum):
    """Why a contract was left out after all."""

    NONE = ""
    BY_APPROVER = "by_approver"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    HELD = "held"
    STILL_KEPT = "still_kept"
    OPEN = "open"
    GONE = "gone"
    RESTORED = "restored"


class CannotApproveOwnDisposal(Refused):
    """Two persons (LW-27)."""

    code = "cannot_approve_own_disposal"


class DisposalAnswered(Refused):
    """It was approved, rejected, or has lapsed."""

    code = "disposal_answered"


class NothingToDispose(Refused):
    code = "nothing_to_dispose"


class TooManyToDispose(Refused):
    code = "too_many_to_dispose"


@dataclass(frozen=True, slots=True)
class Stone:
    """The tombstone: what stays of a contract. Companies alone are named, no person and no address.

    `files` are (kind, place, SHA-256) of what was concluded and issued; `events` and `head` are the count and
    the last digest of its record, whose digests stay in the audit log; persons are public ids of users.
    """

    contract: str
    number: str
    title: str
    type_name: str
    counterparties: Sequence[str]
    traded_on: date | None
    ends_on: date | None
    kept_until: date
    grounds: Sequence[str]
    files: Sequence[tuple[str, int, str]]
    certificates: Sequence[str]
    events: int
    head: str
    confidential: bool
    proposed_by: str
    proposed_at: datetime
    approved_by: str
    approved_at: datetime
    reason: str

    def digest(self) -> str:
        """Return the SHA-256 that the audit log keeps of it."""
        return hashlib.sha256(canonical(self._told()).encode()).hexdigest()

    def _told(self) -> Mapping[str, object]:
        return {
            "contract": self.contract,
            "number": self.number,
            "title": self.title,
            "type": self.type_name,
            "counterparties": list(self.counterparties),
            "traded_on": _day(self.traded_on),
            "ends_on": _day(self.ends_on),
            "kept_until": _day(self.kept_until),
            "grounds": list(self.grounds),
            "files": [list(one) for one in self.files],
            "certificates": list(self.certificates),
            "events": self.events,
            "head": self.head,
            "confidential": int(self.confidential),
            "proposed": [self.proposed_by, self.proposed_at.isoformat()],
            "approved": [self.approved_by, self.approved_at.isoformat()],
            "reason": self.reason,
        }


def why_not(stage: str, kept: Kept, today: date) -> Why:
    """Return why a contract of this stage may not go today, NONE where it may (LW-26)."""
    if stage not in ENDED:
        return Why.OPEN
    if kept.holds or Ground.HELD in kept.grounds:
        return Why.HELD
    return Why.NONE if kept.has_ended(today) else Why.STILL_KEPT


def keeps(why: Why, *, is_begun: bool) -> Why:
    """Return what still keeps a contract whose turn has come; once a byte of it is destroyed nothing does."""
    return Why.NONE if is_begun else why


def has_lapsed(proposed_at: datetime, now: datetime) -> bool:
    return now >= proposed_at + LAPSES_AFTER


def require_other(proposed_by: int, by: int) -> None:
    """Raise CannotApproveOwnDisposal where both are one person."""
    if proposed_by == by:
        raise CannotApproveOwnDisposal


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
