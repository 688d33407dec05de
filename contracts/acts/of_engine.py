"""The engine's own acts: what the worker has done, and what the calendar brings."""

from dataclasses import dataclass, field

from contracts.acts.plan import Origin
from contracts.later import LATER


@dataclass(frozen=True, slots=True)
class Expire:
    """The engine's own act when a deadline passes."""

    key: str
    origin: Origin
    round: int


@dataclass(frozen=True, slots=True)
class RemindParty:
    """The engine's own act when a reminder is due (MK-57, MK-58)."""

    key: str
    origin: Origin
    party: str
    round: int


@dataclass(frozen=True, slots=True)
class Escalate:
    """The engine's own act when an approval step has waited for too long (MK-48)."""

    key: str
    origin: Origin
    round: int
    step: int


@dataclass(frozen=True, slots=True)
class PassOver:
    """`absent` can approve no more: their account was closed or lost the right (T07)."""

    key: str
    origin: Origin
    round: int
    absent: list[str]


@dataclass(frozen=True, slots=True)
class RecordPreparation:
    """`digests` are those of the documents one by one."""

    key: str
    origin: Origin
    round: int
    digest: str
    revision: int
    digests: list[str] = field(default_factory=list, metadata=LATER)


@dataclass(frozen=True, slots=True)
class RecordSealing:
    key: str
    origin: Origin
    party: str
    round: int
    digest: str
    revision: int


@dataclass(frozen=True, slots=True)
class RecordConclusion:
    key: str
    origin: Origin
    round: int
    digest: str
    revision: int


@dataclass(frozen=True, slots=True)
class RecordCertificates:
    key: str
    origin: Origin
    round: int
    own_digest: str
    party_digest: str


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """The engine's own act once a contract is concluded: ISO dates in Japan, or empty (MK-18).

    The rest is as in `events.TermOpened`.
    """

    key: str
    origin: Origin
    starts_on: str
    ends_on: str
    alert_days: list[int]
    auto_renews: str = ""
    renews_for: str = ""
    notice: str = ""
    ending: bool = False
    terminated_on: str = ""
    ask_on: str = ""
    escalate_on: str = ""
    answer: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class ChangeTerm(OpenTerm):
    """The engine's own act when SQL knows the term otherwise than the record."""


@dataclass(frozen=True, slots=True)
class FollowTerm:
    """The engine's own act when the calendar brings something."""

    key: str
    origin: Origin
