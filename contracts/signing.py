"""What signing is handed and what it leaves: plain facts between the record, the PDF and the key."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contracts.envelope import joint_digest


class Purpose(StrEnum):
    """What a stored file is for; bound into its encryption."""

    UPLOADED = "uploaded"
    WORKING = "working"
    REVISION = "revision"
    CERTIFICATE = "certificate"
    SUBMITTED = "submitted"
    IDENTITY = "identity"
    LOGO = "logo"
    ATTACHED = "attached"


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
class Place:
    """Where a field stands on the document itself: `page` from 1, points from the lower left as displayed."""

    page: int
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class InputField:
    """A フリーテキスト or チェックボックス of one party; without a place it stands in 署名欄.

    `number` is unique within the party, `kind` a `contracts.inputs.InputKind`, `height` points.
    """

    number: int
    kind: str
    label: str
    height: float
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SignBox:
    """A 署名ボックス or 記名 of one party on the document itself.

    `number` counts from 1 within its kind, SEAL or NAMING of `contracts.boxes.BoxKind`; `height` points.
    """

    number: int
    kind: str
    height: float
    place: Place


@dataclass(frozen=True, slots=True)
class SigningParty:
    """`key` names the party's fields ([a-z0-9]+, unique); `imprint` asks for a seal box.

    `names_only`: who stands here agrees to nothing, the name is all (AD-03). `boxes` stand on the document;
    who has none gets a row in 署名欄.
    """

    key: str
    role: str
    company: str
    name: str
    imprint: bool
    inputs: tuple[InputField, ...] = ()
    names_only: bool = False
    boxes: tuple[SignBox, ...] = ()


@dataclass(frozen=True, slots=True)
class SigningPlan:
    certificate_id: str
    title: str
    sender: str
    parties: tuple[SigningParty, ...]


@dataclass(frozen=True, slots=True)
class ImprintMark:
    """What a PDF needs of a seal: operators drawing in a 0..100 square, y up, colour included.

    An uploaded seal has a `picture` instead: a square PNG of one colour, its alpha the ink.
    """

    text: str
    operators: bytes
    size_mm: float
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A canonical value (`contracts.fields`) for the `InputField` of this number."""

    number: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Filling:
    """What one party's act writes into its own fields; an empty `agreed_text` leaves that field blank.

    `name` is what stands in the party's 記名 boxes (AD-03).
    """

    key: str
    agreed_text: str
    imprint: ImprintMark | None
    values: tuple[TypedValue, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """What the signature's timestamp token says: `timestamped_at` in UTC, `serial` hex, `policy` an OID.

    `accredited` is the 事業者名 of an accredited TSA, empty for any other (LW-12).
    """

    level: str
    timestamped_at: datetime
    authority: str
    serial: str
    policy: str
    accredited: str = ""


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """One document's signed increment, which has been stored; `size` in bytes."""

    file: FileIdentity
    size: int
    facts: RevisionFacts


@dataclass(frozen=True, slots=True)
class NewRevision:
    """What one act signed, every document in order; `party` is empty unless it agreed (LW-10)."""

    kind: RevisionKind
    party: str
    documents: tuple[SignedDocument, ...]

    @property
    def digest(self) -> str:
        return joint_digest([one.file.digest for one in self.documents])


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A document before its creation signature."""

    working: FileIdentity
    plan: SigningPlan


@dataclass(frozen=True, slots=True)
class Preparation:
    """A round before its creation signatures."""

    documents: tuple[Unsigned, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class OwnSignature:
    """What a party signed with its own certificate: the DER `attributes` over `prepared` (LW-08).

    `prepared` begins with the parent and has room for the signature; `certificates` are DER, the signer's
    first; `signature` is RSA PKCS#1 v1.5 or DER ECDSA over the attributes with SHA-256.
    """

    prepared: FileIdentity
    attributes: bytes
    signature: bytes
    certificates: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Extended:
    """A signed document that one more signature extends: `parent`, which must itself extend `base`.

    `values` are those of the party's inputs that stand in this document. One that the party does not sign
    is `carried` on as it stands (MK-65). With `own` the party has filled and signed it already.
    """

    parent: FileIdentity
    base: FileIdentity
    values: tuple[TypedValue, ...] = ()
    carried: SignedDocument | None = None
    own: OwnSignature | None = None


@dataclass(frozen=True, slots=True)
class Sealing:
    """An agreement before its signatures; the same `filling` for every document, with values of its own."""

    documents: tuple[Extended, ...]
    filling: Filling
    reason: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """All have signed: a final signature extends each of `parents`."""

    parents: tuple[FileIdentity, ...]
    reason: str
