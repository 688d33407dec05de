"""What the term of a concluded contract brings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermOpened:
    """契約期間 as it was at the conclusion; empty dates are those the contract does not have."""

    starts_on: str
    ends_on: str
    alert_days: list[int]


@dataclass(frozen=True, slots=True)
class TermBegan:
    pass


@dataclass(frozen=True, slots=True)
class ExpiryApproached:
    days_left: int
    ends_on: str


@dataclass(frozen=True, slots=True)
class TermEnded:
    ends_on: str
