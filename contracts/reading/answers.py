"""What becomes of a proposal (MK-30, MK-33)."""

from enum import StrEnum


class ProposalState(StrEnum):
    """OPEN waits for a person; a HINT differs from what a person set, AGREES does not: neither waits.

    SUPERSEDED: a person set the item otherwise before anybody answered (MK-32).
    """

    OPEN = "open"
    HINT = "hint"
    AGREES = "agrees"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    DISMISSED = "dismissed"
    SUPERSEDED = "superseded"


ANSWERED = frozenset({ProposalState.ACCEPTED, ProposalState.CORRECTED, ProposalState.DISMISSED})
ASKABLE = frozenset({ProposalState.OPEN, ProposalState.HINT})


class ReadingState(StrEnum):
    """READ with or without proposals; NO_TEXT is a scan that was not read, FAILED a file nothing opens."""

    WAITING = "waiting"
    READ = "read"
    NO_TEXT = "no_text"
    FAILED = "failed"
