"""How a version of a document came to be, and what a change of it must say (domain.md MK-38)."""

from enum import StrEnum

LONGEST_REASON = 1000


class VersionOrigin(StrEnum):
    """Arranging the files of an envelope makes a version too: what stood before can be had again."""

    UPLOADED = "uploaded"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RESTORED = "restored"
