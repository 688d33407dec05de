"""Changes of groups, folders, tags, places and rights; each with its line in the audit log."""

from database.shelves.telling import By

__all__ = ["By"]
