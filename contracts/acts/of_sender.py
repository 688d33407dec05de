"""What the sender's people ask: sending, approving, answering, taking down."""

from dataclasses import dataclass, field

from contracts.acts.plan import FIRST_EDITION, Origin, PartyPlan
from contracts.later import LATER


@dataclass(frozen=True, slots=True)
class Submit:
    """`edition` says which rules the contract began under (decision 023)."""

    key: str
    origin: Origin
    version: str
    parties: list[PartyPlan]
    needs_approval: bool
    link_days: int
    edition: int = field(default=FIRST_EDITION, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Approve:
    key: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class RejectApproval:
    key: str
    origin: Origin
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnToOwner:
    """社内差し戻し: an approver wants changes (AD-05)."""

    key: str
    origin: Origin
    reason: str


@dataclass(frozen=True, slots=True)
class UnlockParty:
    key: str
    origin: Origin
    party: str


@dataclass(frozen=True, slots=True)
class Resume:
    """変更せず再開: same bytes, so earlier agreements stay (AD-04)."""

    key: str
    origin: Origin
    reply: str


@dataclass(frozen=True, slots=True)
class OpenRound:
    """New bytes: a new round, everyone agrees anew (AD-04)."""

    key: str
    origin: Origin
    version: str
    reply: str


@dataclass(frozen=True, slots=True)
class Reissue:
    """署名再依頼: a new link, the old one dies, the signing period starts anew (IM-76, GM-28)."""

    key: str
    origin: Origin
    party: str


@dataclass(frozen=True, slots=True)
class AnswerRetraction:
    """The sender's answer; accepted, the round goes back to the sender, who revises it or takes it down."""

    key: str
    origin: Origin
    party: str
    accepted: bool
    reply: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """取り下げ by the sender (MK-60)."""

    key: str
    origin: Origin
    reason: str
