"""What people and the engine ask of a contract: one typed act per verb.

They travel as Temporal Update arguments, so every field is a string, a number, a flag or a list of such
(no unions, no datetimes, no names): people and files are referred to by their public ids.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Origin:
    """Who asks, from where, in which session (design.md section 4, "Acts")."""

    actor: str
    address: str = ""
    user_agent: str = ""
    session: str = ""


@dataclass(frozen=True, slots=True)
class PartyPlan:
    """One party as the sender asks it: `order` is 署名順 (IM-49), `own` 自社署名者."""

    id: str
    order: int
    own: bool = False
    signs: bool = True
    imprint: bool = True
    access_code: bool = False
    documents: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Submit:
    key: str
    origin: Origin
    version: str
    parties: list[PartyPlan]
    needs_approval: bool
    link_days: int


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
class AcceptTerms:
    key: str
    origin: Origin
    party: str
    round: int
    terms_version: str


@dataclass(frozen=True, slots=True)
class LockParty:
    key: str
    origin: Origin
    party: str
    tries: int


@dataclass(frozen=True, slots=True)
class UnlockParty:
    key: str
    origin: Origin
    party: str


@dataclass(frozen=True, slots=True)
class SubmitDocument:
    key: str
    origin: Origin
    party: str
    round: int
    item: str
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class SendBack:
    """相手方差し戻し, with its mandatory reason (CS-17)."""

    key: str
    origin: Origin
    party: str
    round: int
    reason: str


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
class Agree:
    """締結を確定: binds the sent document, the party's own values and seal, and the revision shown."""

    key: str
    origin: Origin
    party: str
    round: int
    shown_digest: str
    shown_revision: int
    imprint: str
    imprint_digest: str
    authenticated: list[str]


@dataclass(frozen=True, slots=True)
class Withdraw:
    """取り下げ by the sender (MK-60)."""

    key: str
    origin: Origin
    reason: str


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


Act = (
    Submit
    | Approve
    | RejectApproval
    | ReturnToOwner
    | AcceptTerms
    | LockParty
    | UnlockParty
    | SubmitDocument
    | SendBack
    | Resume
    | OpenRound
    | Agree
    | Withdraw
    | Expire
    | RecordPreparation
    | RecordSealing
    | RecordConclusion
    | RecordCertificates
    | OpenTerm
    | FollowTerm
)
