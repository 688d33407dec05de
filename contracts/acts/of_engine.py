"""The engine's own acts: what the worker has done, and what the calendar brings."""

from dataclasses import dataclass

from contracts.acts.plan import Origin


@dataclass(frozen=True, slots=True)
class Expire:
    """The engine's own act when a deadline passes."""

    key: str
    origin: Origin
    round: int


@dataclass(frozen=True, slots=True)
class RecordPreparation:
    key: str
    origin: Origin
    round: int
    digest: str
    revision: int


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
    """The engine's own act once a contract is concluded: ISO dates in Japan, or empty (MK-18)."""

    key: str
    origin: Origin
    starts_on: str
    ends_on: str
    alert_days: list[int]


@dataclass(frozen=True, slots=True)
class FollowTerm:
    """The engine's own act when the calendar brings something."""

    key: str
    origin: Origin
