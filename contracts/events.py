"""What has happened to a contract: facts only, complete enough to fold into the state again."""

from dataclasses import dataclass, field

from contracts.acts import FIRST_EDITION, Origin, PartyPlan
from contracts.later import LATER


@dataclass(frozen=True, slots=True)
class ContractSubmitted:
    origin: Origin
    version: str
    parties: list[PartyPlan]
    needs_approval: bool
    link_days: int
    edition: int = field(default=FIRST_EDITION, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ApprovalGiven:
    origin: Origin
    round: int


@dataclass(frozen=True, slots=True)
class ApprovalRejected:
    origin: Origin
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnedToOwner:
    origin: Origin
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class RoundPrepared:
    """The round's document stands, certified by the creation signature."""

    round: int
    digest: str
    revision: int


@dataclass(frozen=True, slots=True)
class PartyInvited:
    """`due` is the ISO instant until which those now asked may answer (MK-49)."""

    party: str
    round: int
    due: str


@dataclass(frozen=True, slots=True)
class TermsAccepted:
    origin: Origin
    party: str
    round: int
    terms_version: str


@dataclass(frozen=True, slots=True)
class PartyLocked:
    origin: Origin
    party: str
    tries: int


@dataclass(frozen=True, slots=True)
class PartyUnlocked:
    origin: Origin
    party: str


@dataclass(frozen=True, slots=True)
class DocumentSubmitted:
    origin: Origin
    party: str
    round: int
    item: str
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class SentBack:
    origin: Origin
    party: str
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class RoundResumed:
    """`due` is the new deadline, an ISO instant, or empty when the round was not sent yet."""

    origin: Origin
    round: int
    reply: str
    due: str


@dataclass(frozen=True, slots=True)
class RoundOpened:
    origin: Origin
    round: int
    version: str
    reply: str
    voided: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AgreementRecorded:
    origin: Origin
    party: str
    round: int
    shown_digest: str
    shown_revision: int
    imprint: str
    imprint_digest: str
    authenticated: list[str]
    remaining: int
    passed_at: list[str] = field(default_factory=list, metadata=LATER)
    form: str = field(default="", metadata=LATER)
    form_digest: str = field(default="", metadata=LATER)
    filled: list[str] = field(default_factory=list, metadata=LATER)
    capacity: str = field(default="", metadata=LATER)
    declaration: str = field(default="", metadata=LATER)
    edelivery: str = field(default="", metadata=LATER)
    enrolled: list[str] = field(default_factory=list, metadata=LATER)
    view: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class AgreementSealed:
    party: str
    round: int
    digest: str
    revision: int


@dataclass(frozen=True, slots=True)
class ContractConcluded:
    round: int
    digest: str
    revision: int


@dataclass(frozen=True, slots=True)
class CertificatesIssued:
    round: int
    own_digest: str
    party_digest: str


@dataclass(frozen=True, slots=True)
class ContractWithdrawn:
    origin: Origin
    round: int
    reason: str
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RoundExpired:
    round: int
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ContractDeclined:
    origin: Origin
    party: str
    round: int
    reason: str
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PartyClaimed:
    """`holder` is the public id of who the party is from now on, `holder_digest` of what was proved."""

    origin: Origin
    party: str
    round: int
    holder: str
    holder_digest: str


@dataclass(frozen=True, slots=True)
class PartyHandedOver:
    """`previous` is the holder before, empty for the person whom the sender had named."""

    origin: Origin
    party: str
    round: int
    holder: str
    holder_digest: str
    previous: str


@dataclass(frozen=True, slots=True)
class LinkReissued:
    """`due` is the new deadline of the round, an ISO instant."""

    origin: Origin
    party: str
    round: int
    due: str


@dataclass(frozen=True, slots=True)
class RetractionAsked:
    origin: Origin
    party: str
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class RetractionAnswered:
    origin: Origin
    party: str
    round: int
    accepted: bool
    reply: str


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


Event = (
    ContractSubmitted
    | ApprovalGiven
    | ApprovalRejected
    | ReturnedToOwner
    | RoundPrepared
    | PartyInvited
    | TermsAccepted
    | PartyLocked
    | PartyUnlocked
    | DocumentSubmitted
    | SentBack
    | RoundResumed
    | RoundOpened
    | AgreementRecorded
    | AgreementSealed
    | ContractConcluded
    | CertificatesIssued
    | ContractWithdrawn
    | RoundExpired
    | ContractDeclined
    | PartyClaimed
    | PartyHandedOver
    | LinkReissued
    | RetractionAsked
    | RetractionAnswered
    | TermOpened
    | TermBegan
    | ExpiryApproached
    | TermEnded
)
