"""契約審査依頼: its kinds, its states, and who may lead it from one to the next (domain.md MK-43, MK-45)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_FILENAME = 200
MEGABYTE = 1024 * 1024


class ReviewKind(StrEnum):
    """自社で作る, 相手方の案を見る, 変更する, 法務に相談する."""

    DRAFTING = "drafting"
    CHECKING = "checking"
    CHANGING = "changing"
    CONSULTING = "consulting"


class ReviewState(StrEnum):
    """受付, 審査中, 確認依頼中 (the requester is asked), 完了, 取り下げ."""

    RECEIVED = "received"
    REVIEWING = "reviewing"
    ASKING = "asking"
    DONE = "done"
    WITHDRAWN = "withdrawn"


CLOSED = frozenset({ReviewState.DONE, ReviewState.WITHDRAWN})
_BY_REVIEWERS = (ReviewState.REVIEWING, ReviewState.ASKING, ReviewState.DONE)


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand it is: of those who review, and of whoever asked."""

    reviews: bool
    asked: bool


def states_for(state: ReviewState, hand: Hand) -> Sequence[ReviewState]:
    """Return what this hand may set the request to; who reviews may also take up what was done."""
    if state is ReviewState.WITHDRAWN or not hand.reviews:
        return ()
    return tuple(one for one in _BY_REVIEWERS if one is not state)


def may_withdraw(state: ReviewState, hand: Hand) -> bool:
    return hand.asked and state not in CLOSED


def state_after_word(state: ReviewState, hand: Hand) -> ReviewState:
    """The requester's answer to 確認依頼 gives the request back to those who review."""
    is_answer = state is ReviewState.ASKING and hand.asked and not hand.reviews
    return ReviewState.REVIEWING if is_answer else state


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """Most files, and megabytes of each and of all, that one request or answer brings (MK-45)."""

    files: int
    file_mb: int
    total_mb: int


def intake_fault(limits: IntakeLimits, names: Sequence[str], sizes: Sequence[int]) -> str:
    """Return the code of what is wrong with the files, sizes in bytes, or nothing."""
    if len(names) > limits.files:
        return "too_many_files"
    if any(len(name) > LONGEST_FILENAME for name in names):
        return "name_too_long"
    if any(size > limits.file_mb * MEGABYTE for size in sizes):
        return "file_too_large"
    if sum(sizes) > limits.total_mb * MEGABYTE:
        return "files_too_large"
    return "empty_file" if any(size == 0 for size in sizes) else ""
