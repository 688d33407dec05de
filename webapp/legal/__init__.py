"""契約を締結: drafting, internal approval, sending, answering what is sent back."""

from webapp.legal import (
    answers,
    approvals,
    confirmation,
    deletion,
    documents,
    drafts,
    facts,
    locks,
    withdrawal,
)
from webapp.legal.blueprint import blueprint

__all__ = [
    "answers",
    "approvals",
    "blueprint",
    "confirmation",
    "deletion",
    "documents",
    "drafts",
    "facts",
    "locks",
    "withdrawal",
]
