"""What differs between the words of two PDFs, read in a confined child (NX-04, MK-39)."""

from adapters.comparing.changes import Change, Run, changes_between
from adapters.comparing.clauses import ClauseChange, ClauseComparison, compare_clauses
from adapters.comparing.words import Sentence, sentences_of

__all__ = [
    "Change",
    "ClauseChange",
    "ClauseComparison",
    "Run",
    "Sentence",
    "changes_between",
    "compare_clauses",
    "sentences_of",
]
