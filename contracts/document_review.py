"""必要書類: which files count, how they stand with the sender, and who may hand in what when (AD-17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from contracts.roles import Permission, Role
from contracts.stage import ENDED_UNSIGNED, HAS_AGREED, Stage

MOST_FILES = 10
"""Files of one item that may stand at a time."""
_NOT_SENT = frozenset({Stage.DRAFT, Stage.AWAITING_APPROVAL})


class Verdict(StrEnum):
    """受領 or 再提出依頼."""

    RECEIVED = "received"
    ASKED_AGAIN = "asked_again"


class ItemState(StrEnum):
    MISSING = "missing"
    TO_CHECK = "to_check"
    RECEIVED = "received"
    ASKED_AGAIN = "asked_again"


@dataclass(frozen=True, slots=True)
class Review:
    verdict: str
    at: datetime


def files_that_count(handed_in: Sequence[datetime], reviews: Sequence[Review]) -> list[bool]:
    """Tell of each file whether it counts: what came after the newest answered 再提出依頼, else all.

    The earlier ones stay on record; a request that nobody has answered yet changes nothing.
    """
    asked = [review.at for review in reviews if review.verdict == Verdict.ASKED_AGAIN]
    answered = [at for at in asked if any(file > at for file in handed_in)]
    since = max(answered, default=None)
    return [since is None or file > since for file in handed_in]


def state_of(handed_in: Sequence[datetime], reviews: Sequence[Review]) -> ItemState:
    """The newest review stands until a newer file comes (AD-17)."""
    if not handed_in:
        return ItemState.MISSING
    newest = max(reviews, key=lambda review: review.at, default=None)
    if newest is None or max(handed_in) > newest.at:
        return ItemState.TO_CHECK
    return ItemState.RECEIVED if newest.verdict == Verdict.RECEIVED else ItemState.ASKED_AGAIN


def takes_answers(verdicts: Sequence[str]) -> bool:
    """A 再提出依頼 takes files, also several, until the sender has looked at them; oldest verdict first."""
    return bool(verdicts) and verdicts[-1] == Verdict.ASKED_AGAIN


def may_review(stage: str, state: ItemState) -> bool:
    """The sender checks what has been handed in, as long as the case has not ended without a contract."""
    return stage not in ENDED_UNSIGNED and stage not in _NOT_SENT and state is not ItemState.MISSING


def is_handed_in_anew(progress: str) -> bool:
    """Whoever has agreed answers a 再提出依頼 beside the record: the agreement stands as it is."""
    return progress in HAS_AGREED


def may_remove(*, required: bool, standing: int, progress: str) -> bool:
    """A party may take a file back before it agrees; the last one of a 必須 item is replaced instead."""
    least = 2 if required else 1
    return standing >= least and not is_handed_in_anew(progress)


def may_read_identity(role: str, *, owns: bool) -> bool:
    """本人確認書類 are for the contract's owner and for who has the permission (LW-38)."""
    return owns or Role(role).may(Permission.READ_IDENTITY)


def is_due_to_be_purged(ended_at: datetime, days: int, now: datetime) -> bool:
    """Tell whether 本人確認書類 have been kept for `days` after the case ended (LW-38)."""
    return now >= ended_at + timedelta(days=days)
