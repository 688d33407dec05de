"""廃棄の停止（訴訟ホールド）: a matter for whose sake contracts are kept, whatever their 保存期間 (LW-26)."""

from contracts.refusals import Refused

LONGEST_NAME, LONGEST_REASON = 200, 1_000
MOST_AT_ONCE = 2_000
"""Contracts that one act puts under a hold: it is one transaction, and other writers wait for it."""


class HoldReleased(Refused):
    """The whole hold was released: nothing is put into it or taken out of it any more."""

    code = "hold_released"


class HoldNameMissing(Refused):
    code = "hold_name_missing"


class HoldReasonMissing(Refused):
    """Why something is held, taken out or released is always said."""

    code = "hold_reason_missing"


def require_named(name: str) -> None:
    """Raise HoldNameMissing for an empty name, and for one beyond LONGEST_NAME."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise HoldNameMissing


def require_reason(reason: str) -> None:
    """Raise HoldReasonMissing for an empty reason, and for one beyond LONGEST_REASON."""
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise HoldReasonMissing


def require_standing(*, released: bool) -> None:
    if released:
        raise HoldReleased
