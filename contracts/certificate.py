"""The facts of a certificate of agreement (合意証明書), frozen when it is issued (domain.md C.8).

Every instant is an ISO string in JST with +09:00; every digest a hex SHA-256. What is printed and what is
embedded as JSON are both these facts, so neither can say more than the other.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from contracts.event_table import canonical
from contracts.reasons import JST
from contracts.signing import FileIdentity

FORMAT_VERSION = 2
INTERNAL_KINDS = frozenset(
    {
        *("approval_given", "approval_rejected", "returned_to_owner", "approval_opposed", "returned_to_step"),
        *("pulled_back", "approval_escalated", "approver_passed_over", "party_locked", "party_unlocked"),
        "reminders_switched",
    }
)
INTERNAL_DETAILS = frozenset(
    {"reason", "reply", "field_value", "field_check", "handed_mail", "contact_from", "contact_to"}
)
HIDDEN_DIGITS = 4
UNNAMED = "文書{place}（名称は一部の当事者だけに表示）"


class Audience(StrEnum):
    """社内控 / 相手方控."""

    OWN = "own"
    PARTY = "party"


class FileRole(StrEnum):
    UPLOADED = "uploaded"
    SENT = "sent"
    CONCLUDED = "concluded"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """`size` in bytes; `document` is the place in the envelope, from 1."""

    role: str
    name: str
    pages: int
    size: int
    sha256: str
    document: int = 1


@dataclass(frozen=True, slots=True)
class SigningCertificate:
    subject: str
    issuer: str
    serial: str
    valid_from: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class SignedFile:
    """What the concluded PDF itself says: its pages, and when and by which certificate it was last signed."""

    pages: int
    signed_at: str
    certificate: SigningCertificate


@dataclass(frozen=True, slots=True)
class TimestampFacts:
    """`serial` hex and `policy` an OID, as in the token (RFC 3161, section 2.4.2).

    `authority` is the name in the TSA's certificate, `provider` the 事業者名 of an accredited one (LW-12).
    """

    authority: str
    accredited: bool
    at: str
    serial: str
    policy: str
    provider: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionFacts:
    """`agreed_at` is the last agreement (合意成立日時, AD-14), `signed_at` the final signature.

    `printed_on` is the 締結日 that the document itself names, as an ISO date, empty where nobody said it.

    Of several documents the last is told of: with its signature the envelope is complete.
    """

    agreed_at: str
    signed_at: str
    level: str
    timestamp: TimestampFacts
    certificate: SigningCertificate
    printed_on: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of the record; `sequence` is that of the event it stands on, 0 for a visit."""

    at: str
    kind: str
    round: int
    sequence: int
    actor: str = ""
    address: str = ""
    user_agent: str = ""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """`capacity` (本人/代理/使者) is empty when nobody declared it; `agreed_at` of the concluded round.

    `passed_at` goes with `authenticated` one by one where the times are known; `enrolled` are those of them
    that were registered in the very visit in which they were passed (LW-04). `self_named`: nobody named this
    address beforehand, it came by a 締結用URL (AD-11). `names_only`: no party to the contract but a 取引士 of
    this `registration`, whose `agreed_at` is when the name was put to the document (AD-03). It read
    `read_documents` without signing them and was never sent `unsent_documents`, by place (MK-65).
    `corporate_number` and `phone` are digits alone, the last of the phone hidden from the other side.
    """

    order: int
    role: str
    company: str
    name: str
    mail: str
    kind: str
    own: bool
    signs: bool
    capacity: str
    authenticated: tuple[str, ...]
    agreed_at: str
    events: tuple[EventLine, ...]
    passed_at: tuple[str, ...] = ()
    enrolled: tuple[str, ...] = ()
    self_named: bool = False
    names_only: bool = False
    registration: str = ""
    read_documents: tuple[int, ...] = ()
    unsent_documents: tuple[int, ...] = ()
    corporate_number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """`outcome` is concluded or void; `voided` names whose agreements new bytes made void (AD-04)."""

    number: int
    opened_at: str
    version: int
    sent_sha256: str
    outcome: str
    voided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A text of domain.md H."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class LogTimestamp:
    """The newest timestamp over the audit log at issue; it reaches row `audit_sequence` of that digest.

    `number` is the anchor's, 0 before the first; `serial` hex and `policy` an OID, as in its token.
    """

    number: int = 0
    audit_sequence: int = 0
    audit_head: str = ""
    at: str = ""
    authority: str = ""
    accredited: bool = False
    serial: str = ""
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Ties the certificate to its contract and to the organisation's audit log at issue (T62, LW-44)."""

    contract: str
    event_sequence: int
    event_head: str
    audit_sequence: int
    audit_head: str
    timestamped: LogTimestamp = LogTimestamp()


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    certificate_id: str
    issued_at: str
    issuer: str
    title: str
    number: str
    contract_type: str
    standing: str
    sender: str
    sender_mail: str
    round: int
    files: tuple[FileFacts, ...]
    conclusion: ConclusionFacts
    parties: tuple[PartyFacts, ...]
    rounds: tuple[RoundFacts, ...]
    history: tuple[EventLine, ...]
    statements: tuple[Statement, ...]
    verify_url: str
    anchor: Anchor
    audience: str = Audience.OWN
    format_version: int = FORMAT_VERSION

    def for_audience(self, audience: Audience) -> "CertificateFacts":
        """Return the copy for one side; 相手方控 holds nothing that is only for inside (LW-47, T03).

        All parties share 相手方控: what not everybody was sent stands there by its place alone (MK-65).
        """
        if audience is Audience.OWN:
            return replace(self, audience=audience)
        several = sum(not party.own for party in self.parties) > 1
        unsent = {place for party in self.parties for place in party.unsent_documents}
        hidden = INTERNAL_DETAILS | ({"title"} if several else set()) | ({"field"} if unsent else set())
        return replace(
            self,
            audience=audience,
            files=tuple(_unnamed(file) if file.document in unsent else file for file in self.files),
            history=_for_parties(self.history, hidden),
            parties=tuple(
                replace(party, events=_for_parties(party.events, hidden), phone=_masked(party.phone))
                for party in self.parties
            ),
        )

    def to_json(self) -> str:
        """Return the one spelling that is embedded and digested."""
        return canonical(asdict(self))


@dataclass(frozen=True, slots=True)
class NewCertificate:
    """One sealed copy that has been stored and is to be filed."""

    audience: Audience
    certificate_id: str
    file: FileIdentity
    size: int


def in_jst(at: datetime) -> str:
    """Return e.g. `2026-11-21T13:02:03.248+09:00`; refuses a naive instant."""
    if at.tzinfo is None:
        raise ValueError(at)
    return at.astimezone(JST).isoformat(timespec="milliseconds")


def issuing_reason(facts: CertificateFacts) -> str:
    """The 理由 of the certificate's own signature: it names the contract it belongs to."""
    return f"合意証明書 {facts.certificate_id} を {facts.issuer} が発行（契約 {facts.anchor.contract}）"


def _unnamed(file: FileFacts) -> FileFacts:
    return replace(file, name=UNNAMED.format(place=file.document))


def _masked(phone: str) -> str:
    return phone[:-HIDDEN_DIGITS] + "*" * min(HIDDEN_DIGITS, len(phone))


def _for_parties(events: tuple[EventLine, ...], hidden: frozenset[str]) -> tuple[EventLine, ...]:
    return tuple(
        replace(
            event,
            address="",
            user_agent="",
            details=tuple(detail for detail in event.details if detail.name not in hidden),
        )
        for event in events
        if event.kind not in INTERNAL_KINDS
    )
