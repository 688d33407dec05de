"""契約台帳: what a change needs, and what a counterparty may see of it (MK-01, MK-02, LW-22)."""

from collections.abc import Mapping
from datetime import date

from contracts.metadata import YES, Item, ValueUnreadable
from contracts.refusals import Refused
from contracts.stage import ENDED, Stage

LONGEST_FLAG, LONGEST_REASON = 350, 1000
SHARED = (Item.AGREED_ON.value, Item.STARTS_ON.value, Item.ENDS_ON.value, Item.AUTO_RENEWS.value)
"""書類情報 that a counterparty with an account is shown, beside the title, unless it is withheld (MK-01).

The title stands on the document and in every mail; whatever is not named here is internal (MK-02).
"""


class ReasonMissing(Refused):
    """What is concluded changes only with a reason in the person's words (LW-22)."""

    code = "metadata_reason_missing"


def needs_reason(stage: str) -> bool:
    """Return whether a correction must say why: once nobody can act on the contract any more."""
    return Stage(stage) in ENDED if stage in set(Stage) else True


def require_reason(stage: str, reason: str) -> None:
    if needs_reason(stage) and not reason.strip():
        raise ReasonMissing


def require_sensible(values: Mapping[str, str]) -> None:
    """Refuse days that contradict each other; `values` are all that will stand, by item.

    Raises ValueUnreadable with the item that is to be put right.
    """
    starts, ends = values.get(Item.STARTS_ON, ""), values.get(Item.ENDS_ON, "")
    if starts and ends and ends < starts:
        raise ValueUnreadable(item=Item.ENDS_ON.value, why="ends_before_start")
    if ends and values.get(Item.OPEN_ENDED) == YES:
        raise ValueUnreadable(item=Item.ENDS_ON.value, why="ends_although_open")


def withheld_from(spelled: str) -> frozenset[str]:
    return frozenset(spelled.split()) & frozenset(SHARED)


def withheld_spelled(items: frozenset[str]) -> str:
    return " ".join(one for one in SHARED if one in items)


def days_taken(begin: date | None, end: date | None) -> int | None:
    """Return the days from one day to another, None while either is missing (MK-06)."""
    return (end - begin).days if begin and end else None
