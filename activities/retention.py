"""Deleting what may no longer be kept: the bytes first, then the word that they are gone (LW-38)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.files import FileStore
    from database.retention_desk import RetentionDesk


def purge(desk: "RetentionDesk", files: "FileStore") -> int:
    """Return how many files were deleted; stopped half way it is simply done again."""
    due = desk.due()
    for one in due:
        files.shred(one.object_id)
        desk.purged(one)
    return len(due)
