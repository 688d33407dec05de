"""関連する契約: what one contract is to another."""

from enum import StrEnum


class Kind(StrEnum):
    """原契約, 覚書, 変更契約, 更新契約, 解約合意."""

    ORIGINAL = "original"
    MEMORANDUM = "memorandum"
    AMENDMENT = "amendment"
    RENEWAL = "renewal"
    TERMINATION = "termination"


def seen_from_the_other(kind: Kind) -> Kind | None:
    """Return what the first is to the second: whatever changes a contract has it as its 原契約.

    None where the second is the 原契約 itself: what follows from one can be of any kind.
    """
    return None if kind is Kind.ORIGINAL else Kind.ORIGINAL
