"""What the text of a contract says of 契約情報: proposals for a person, never values (MK-30 to MK-34)."""

from contracts.reading.answers import ANSWERED, ASKABLE, ProposalState, ReadingState
from contracts.reading.doors import COUNTERPARTIES, TITLE, door_of, named_value, names_from
from contracts.reading.everything import propose
from contracts.reading.found import HIT, Found, Known, Read
from contracts.reading.job import ReadingJob, ReadingResult
from contracts.reading.rules import RULES_VERSION, Confidence, confidence_of

__all__ = [
    "ANSWERED",
    "ASKABLE",
    "COUNTERPARTIES",
    "HIT",
    "RULES_VERSION",
    "TITLE",
    "Confidence",
    "Found",
    "Known",
    "ProposalState",
    "Read",
    "ReadingJob",
    "ReadingResult",
    "ReadingState",
    "confidence_of",
    "door_of",
    "named_value",
    "names_from",
    "propose",
]
