"""What was decided inside before anything left the house (MK-46)."""

from dataclasses import dataclass, field

from contracts.acts import Origin
from contracts.later import LATER


@dataclass(frozen=True, slots=True)
class ApprovalGiven:
    """One approval in a step, 0 without a route; `due` is the deadline of a step that begins with it."""

    origin: Origin
    round: int
    step: int = field(default=0, metadata=LATER)
    on_behalf: str = field(default="", metadata=LATER)
    comment: str = field(default="", metadata=LATER)
    due: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class ApprovalOpposed:
    """A vote against in a step that a majority decides."""

    origin: Origin
    round: int
    step: int
    reason: str
    on_behalf: str


@dataclass(frozen=True, slots=True)
class ApprovalRejected:
    origin: Origin
    round: int
    reason: str
    step: int = field(default=0, metadata=LATER)
    on_behalf: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class ReturnedToOwner:
    origin: Origin
    round: int
    reason: str
    step: int = field(default=0, metadata=LATER)
    on_behalf: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class ReturnedToStep:
    """`to_step` decides again, until `due` before it escalates."""

    origin: Origin
    round: int
    step: int
    to_step: int
    reason: str
    on_behalf: str
    due: str


@dataclass(frozen=True, slots=True)
class PulledBack:
    """`told` had been asked to approve and hear that nothing is to be done any more."""

    origin: Origin
    round: int
    reason: str
    told: list[str] = field(default_factory=list, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ApprovalEscalated:
    """`to` may decide the step from now on."""

    round: int
    step: int
    to: list[str]


@dataclass(frozen=True, slots=True)
class ApproverPassedOver:
    """`absent` can approve no more; `due` is the deadline of a step that begins with it."""

    origin: Origin
    round: int
    step: int
    absent: list[str]
    due: str
