"""What the term of a concluded contract brings."""

from dataclasses import dataclass, field

from contracts.later import LATER


@dataclass(frozen=True, slots=True)
class TermOpened:
    """契約期間 as it was at the conclusion; empty dates are those the contract does not have.

    `auto_renews` is yes, no or empty, `renews_for` and `notice` are periods as `contracts.periods` spells
    them, `answer` is a `contracts.renewal.Answer`; `revision` counts the changes that SQL knew of.
    """

    starts_on: str
    ends_on: str
    alert_days: list[int]
    auto_renews: str = field(default="", metadata=LATER)
    renews_for: str = field(default="", metadata=LATER)
    notice: str = field(default="", metadata=LATER)
    ending: bool = field(default=False, metadata=LATER)
    terminated_on: str = field(default="", metadata=LATER)
    ask_on: str = field(default="", metadata=LATER)
    escalate_on: str = field(default="", metadata=LATER)
    answer: str = field(default="", metadata=LATER)
    revision: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True)
class TermChanged(TermOpened):
    """契約期間, its clause on renewals or the owner's answer, as they stand since (decision 055)."""


@dataclass(frozen=True, slots=True)
class RenewalAsked:
    """The owner has to decide until `decide_by`, the last day of it (MK-22)."""

    ends_on: str
    decide_by: str


@dataclass(frozen=True, slots=True)
class RenewalEscalated:
    ends_on: str
    decide_by: str


@dataclass(frozen=True, slots=True)
class TermRolledForward:
    """The dates moved on by 更新期間, `times` over where days were missed; no contract was renewed by it."""

    was: str
    ends_on: str
    times: int


@dataclass(frozen=True, slots=True)
class TermUnsettled:
    """It renews by itself past `ends_on`, and nobody has said for how long."""

    ends_on: str


@dataclass(frozen=True, slots=True)
class TermBegan:
    pass


@dataclass(frozen=True, slots=True)
class ExpiryApproached:
    days_left: int
    ends_on: str


@dataclass(frozen=True, slots=True)
class TermEnded:
    """`terminated`: by 解約, on the day that `ends_on` names."""

    ends_on: str
    terminated: bool = field(default=False, metadata=LATER)
