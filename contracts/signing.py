"""What signing is handed and what it leaves: plain facts between the record, the PDF and the key."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What a stored file is for; bound into its encryption."""

    UPLOADED = "uploaded"
    WORKING = "working"
    REVISION = "revision"
    CERTIFICATE = "certificate"
    SUBMITTED = "submitted"


class RevisionKind(StrEnum):
    CREATION = "creation"
    AGREEMENT = "agreement"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """What a stored object is bound to: it opens as this and as nothing else."""

    organization: str
    object_id: str
    purpose: str
    digest: str


@dataclass(frozen=True, slots=True)
class SigningParty:
    """`key` names the party's fields ([a-z0-9]+, unique); `imprint` asks for a seal box."""

    key: str
    role: str
    company: str
    name: str
    imprint: bool


@dataclass(frozen=True, slots=True)
class SigningPlan:
    certificate_id: str
    title: str
    sender: str
    parties: tuple[SigningParty, ...]


@dataclass(frozen=True, slots=True)
class ImprintMark:
    """What a PDF needs of a seal: operators drawing in a 0..100 square, y up, colour included."""

    text: str
    operators: bytes
    size_mm: float


@dataclass(frozen=True, slots=True)
class Filling:
    """What one party's act writes into its own fields; an empty `agreed_text` leaves that field blank."""

    key: str
    agreed_text: str
    imprint: ImprintMark | None


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """What the signature's timestamp token says: `timestamped_at` in UTC, `serial` hex, `policy` an OID."""

    level: str
    timestamped_at: datetime
    authority: str
    serial: str
    policy: str


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A signed increment that has been stored and is to be filed; `party` is empty unless it agreed."""

    kind: RevisionKind
    party: str
    file: FileIdentity
    size: int
    facts: RevisionFacts


@dataclass(frozen=True, slots=True)
class Preparation:
    """A round before its creation signature."""

    working: FileIdentity
    plan: SigningPlan
    reason: str


@dataclass(frozen=True, slots=True)
class Sealing:
    """An agreement before its signature: it extends `parent`, which must extend `base`."""

    parent: FileIdentity
    base: FileIdentity
    filling: Filling
    reason: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """All have signed: the final signature extends `parent`."""

    parent: FileIdentity
    reason: str
