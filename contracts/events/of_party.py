"""What the other side did."""

from dataclasses import dataclass, field

from contracts.acts import Origin
from contracts.later import LATER


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
    documents_digest: str = field(default="", metadata=LATER)
    own_signature: str = field(default="", metadata=LATER)
    own_revision: int = field(default=0, metadata=LATER)


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
class RetractionAsked:
    origin: Origin
    party: str
    round: int
    reason: str
