"""Deleting what may no longer be kept, one file after the other, each asked once more (LW-26, LW-38)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.files import FileStore
    from database.retention_desk import RetentionDesk


def purge(desk: "RetentionDesk", files: "FileStore") -> int:
    """Return how many files were deleted; stopped half way it is simply done again."""
    return sum(desk.purge(one, files.shred) for one in desk.due())
