"""社外共有: how long a shared version can be opened, and what stops it (domain.md MK-41)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from contracts.locking import MOST_CODE_TRIES
from contracts.reasons import JST

DAYS_BY_DEFAULT = 14
MOST_DAYS = 180
LONGEST_COMMENT = 4_000
"""Characters of a comment beside a version, from inside or outside."""


class ShareState(StrEnum):
    OPEN = "open"
    LOCKED = "locked"
    EXPIRED = "expired"
    REVOKED = "revoked"


class ExternalKind(StrEnum):
    """`AGREED` says that the draft will do; it is no agreement to the contract (IM-57)."""

    COMMENT = "comment"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Standing:
    expires_at: datetime
    code_tries: int
    is_revoked: bool


def state_of(share: Standing, now: datetime) -> ShareState:
    if share.is_revoked:
        return ShareState.REVOKED
    if share.expires_at <= now:
        return ShareState.EXPIRED
    return ShareState.LOCKED if share.code_tries >= MOST_CODE_TRIES else ShareState.OPEN


def end_of(last_day: date) -> datetime:
    """Return the midnight in Japan after the last day on which the link works (CF-01)."""
    return datetime.combine(last_day + timedelta(days=1), datetime.min.time(), JST)
