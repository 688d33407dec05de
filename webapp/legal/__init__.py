"""契約を締結: drafting, internal approval, sending, answering what is sent back."""

from webapp.legal import (
    answers,
    approvals,
    asking_again,
    confirmation,
    deletion,
    documents,
    drafts,
    facts,
    locks,
    paper,
    papers_again,
    proposals,
    retractions,
    second_factors,
    withdrawal,
)
from webapp.legal.blueprint import blueprint

__all__ = [
    "answers",
    "approvals",
    "asking_again",
    "blueprint",
    "confirmation",
    "deletion",
    "documents",
    "drafts",
    "facts",
    "locks",
    "paper",
    "papers_again",
    "proposals",
    "retractions",
    "second_factors",
    "withdrawal",
]
