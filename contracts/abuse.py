"""Telling the operator of a request that nobody expected, or that misuses its good name (threats.md T53)."""

from datetime import timedelta
from enum import StrEnum

LONGEST_DETAILS = 1000
CAP_WINDOW = timedelta(hours=1)
MOST_FROM_A_REMOTE = 5
MOST_MAILED = 20


class AbuseKind(StrEnum):
    UNEXPECTED = "unexpected"
    PRETENDED = "pretended"
    MONEY = "money"
    OTHER = "other"


def takes_no_more(from_remote: int) -> bool:
    """Tell whether a network address has had its share of the hour (T17)."""
    return from_remote >= MOST_FROM_A_REMOTE


def is_mailed(of_the_hour: int) -> bool:
    """Tell whether a report is worth a mail of its own: a flood of them fills no mailbox, but the list."""
    return of_the_hour <= MOST_MAILED
