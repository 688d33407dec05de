from dataclasses import dataclass
from enum import StrEnum


class BodyState(StrEnum):
    """How far the words of a contract's documents are known (MK-88).

    BEHIND: of before this was looked into, read when nothing else waits.
    PART: pages that are pictures nobody could read, or more words than are kept; IMAGE: pictures alone;
    NONE: no document.
    """

    WAITING = "waiting"
    BEHIND = "behind"
    READ = "read"
    PART = "part"
    IMAGE = "image"
    NONE = "none"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Findable:
    """A contract as an index takes it: `words` are folded, `rev` says which change they belong to."""

    id: int
    rev: int
    words: str
