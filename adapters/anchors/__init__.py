"""Anchors of the audit log outside the database: the write-once files, and what their tokens prove."""

from adapters.anchors.folder import AnchorFolder
from adapters.anchors.token import TokenSays, token_says

__all__ = ["AnchorFolder", "TokenSays", "token_says"]
