"""How a version of a document came to be, and what a change of it must say (domain.md MK-38)."""

from enum import StrEnum

from contracts.stage import Stage

LONGEST_REASON = 1000


class VersionOrigin(StrEnum):
    """Arranging the files of an envelope makes a version too: what stood before can be had again."""

    UPLOADED = "uploaded"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RESTORED = "restored"


def takes_a_version(stage: str, *, submitted: bool, frozen: bool) -> bool:
    """A draft that nobody is sending takes one, and so does what was sent back; a stopped contract does not.

    `submitted` counts for a draft alone: it is being sent, perhaps from another tab.
    """
    is_open_draft = stage == Stage.DRAFT and not submitted
    return not frozen and (is_open_draft or stage == Stage.SENT_BACK)
