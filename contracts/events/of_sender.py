"""What the sender did: sent, revised, extended, took down."""

from dataclasses import dataclass, field

from contracts.acts import FIRST_EDITION, Origin, PartyPlan, RouteStep
from contracts.later import LATER


@dataclass(frozen=True, slots=True)
class ContractSubmitted:
    """`due` is the ISO instant until which the first step of `route` waits before it escalates, or empty."""

    origin: Origin
    version: str
    parties: list[PartyPlan]
    needs_approval: bool
    link_days: int
    edition: int = field(default=FIRST_EDITION, metadata=LATER)
    confirms: bool = field(default=False, metadata=LATER)
    last_day: str = field(default="", metadata=LATER)
    reminders: str = field(default="", metadata=LATER)
    remind_at: str = field(default="", metadata=LATER)
    hours: str = field(default="", metadata=LATER)
    days_off: list[str] = field(default_factory=list, metadata=LATER)
    route: list[RouteStep] = field(default_factory=list, metadata=LATER)
    due: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class RoundResumed:
    """`due` is the new deadline, an ISO instant; of the first approval step while nothing was sent yet."""

    origin: Origin
    round: int
    reply: str
    due: str
    since: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class RoundOpened:
    origin: Origin
    round: int
    version: str
    reply: str
    voided: list[str] = field(default_factory=list)
    route: list[RouteStep] = field(default_factory=list, metadata=LATER)
    due: str = field(default="", metadata=LATER)
    needs_approval: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True)
class LinkReissued:
    """`due` is the new deadline of the round, an ISO instant."""

    origin: Origin
    party: str
    round: int
    due: str
    since: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class ContactChanged:
    """The sender writes to the same party elsewhere; `previous` is the holder before (IM-77, CF-19)."""

    origin: Origin
    party: str
    round: int
    holder: str
    holder_digest: str
    previous: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeadlineExtended:
    """`day` is the last day of `party`, or of all without one; `told` have more time (MK-56)."""

    origin: Origin
    round: int
    party: str
    day: str
    since: str
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RemindersSwitched:
    origin: Origin
    round: int
    on: bool
    since: str


@dataclass(frozen=True, slots=True)
class RetractionAnswered:
    origin: Origin
    party: str
    round: int
    accepted: bool
    reply: str


@dataclass(frozen=True, slots=True)
class ConclusionConfirmed:
    """The sender has looked at what everyone signed and lets it be concluded (MK-63)."""

    origin: Origin
    round: int


@dataclass(frozen=True, slots=True)
class PartyUnlocked:
    origin: Origin
    party: str


@dataclass(frozen=True, slots=True)
class ContractWithdrawn:
    """`told` are the parties that hear of it, `approvers` those who were asked to approve."""

    origin: Origin
    round: int
    reason: str
    told: list[str] = field(default_factory=list)
    approvers: list[str] = field(default_factory=list, metadata=LATER)
