"""Versions, their comments and shares, and 契約審査依頼: the desk before the sending."""

from webapp.review import (
    attachments,
    becoming,
    comments,
    comparison,
    intake,
    marks,
    request_acts,
    requests,
    restoring,
    shares,
    versions,
)
from webapp.review.blueprint import blueprint

__all__ = [
    "attachments",
    "becoming",
    "blueprint",
    "comments",
    "comparison",
    "intake",
    "marks",
    "request_acts",
    "requests",
    "restoring",
    "shares",
    "versions",
]
