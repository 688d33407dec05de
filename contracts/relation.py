"""関連する契約: what one contract is to another, and what one changes about another (MK-35, MK-36, MK-37)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.metadata import NO, Item

MOST_RELATED = 200
"""The relations of one contract."""


class Kind(StrEnum):
    """原契約, 個別契約, 覚書, 変更契約, 更新契約, 解約合意, and 関連文書 that belongs to neither side."""

    ORIGINAL = "original"
    INDIVIDUAL = "individual"
    MEMORANDUM = "memorandum"
    AMENDMENT = "amendment"
    RENEWAL = "renewal"
    TERMINATION = "termination"
    OTHER = "other"


FOLLOWING = (Kind.INDIVIDUAL, Kind.MEMORANDUM, Kind.AMENDMENT, Kind.RENEWAL, Kind.TERMINATION)
"""What a contract can be to its 原契約."""
CHANGING = frozenset({Kind.MEMORANDUM, Kind.AMENDMENT, Kind.TERMINATION})
"""What may move the end of its 原契約; an 更新契約 has a term of its own."""


def seen_from_the_other(kind: Kind) -> Kind | None:
    """Return what the first is to the second: whatever changes a contract has it as its 原契約.

    None where the second is the 原契約 itself: what follows from one can be of any kind.
    """
    if kind is Kind.OTHER:
        return Kind.OTHER
    return None if kind is Kind.ORIGINAL else Kind.ORIGINAL


@dataclass(frozen=True, slots=True)
class Ends:
    """契約終了日 of a 原契約, and 解約日 where it was terminated."""

    ends_on: date | None
    terminated_on: date | None = None


def item_moved(kind: Kind) -> Item:
    """Return what of the 原契約 moves: a 解約合意 gives it a 解約日, its 契約終了日 stays what was agreed."""
    return Item.TERMINATED_ON if kind is Kind.TERMINATION else Item.ENDS_ON


def values_moved(kind: Kind, ends_on: date, *, is_open_ended: bool) -> dict[str, str]:
    """Return what of the 原契約 changes: one that was 期間の定めなし and is given an end is so no more."""
    item = item_moved(kind)
    closes = is_open_ended and item is Item.ENDS_ON
    return {item.value: ends_on.isoformat(), **({Item.OPEN_ENDED.value: NO} if closes else {})}


def end_taken_over(kind: Kind, original: Ends, ends_on: date | None) -> date | None:
    """Return the day on which the 原契約 ends by what follows from it, None where nothing changes.

    `ends_on` is the 契約終了日 of what follows; of a 解約合意, the day on which the 原契約 ends. It is a
    proposal: a person confirms it.
    """
    if kind not in CHANGING or ends_on is None:
        return None
    if kind is Kind.TERMINATION:
        is_sooner = original.ends_on is None or ends_on <= original.ends_on
        return ends_on if is_sooner and ends_on != original.terminated_on else None
    return ends_on if ends_on != original.ends_on else None
