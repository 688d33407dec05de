"""What a party asks, and nobody for it (LW-01)."""

from dataclasses import dataclass, field

from contracts.acts.plan import Origin
from contracts.later import LATER


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
class Agree:
    """締結を確定: binds the sent document, the party's own values and seal, and the revision shown.

    `passed_at` are the ISO instants of the factors in `authenticated`, `enrolled` those of them that were
    registered in this very visit. `form` names the typed values, `filled` the inputs among them. `capacity`
    is a `contracts.authority.Capacity` with the version of the text that was declared; `edelivery` the
    public id of the consent given. `view` is a `contracts.simple_view`, empty for the normal pages.
    `documents_digest` is that of exactly what was shown to a party that does not sign every document (MK-65).
    `own_signature` names what the party signed with its own certificate over `own_revision` (LW-08).
    """

    key: str
    origin: Origin
    party: str
    round: int
    shown_digest: str
    shown_revision: int
    imprint: str
    imprint_digest: str
    authenticated: list[str]
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
class Decline:
    """却下 by a party: the case ends (CL-43, GM-39)."""

    key: str
    origin: Origin
    party: str
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Whoever proved an address at the 締結用URL takes the party's place (CS-09, CS-10)."""

    key: str
    origin: Origin
    party: str
    round: int
    holder: str
    holder_digest: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """転送 / 署名者変更: another person takes the party's place (CL-20, IM-44)."""

    key: str
    origin: Origin
    party: str
    round: int
    holder: str
    holder_digest: str


@dataclass(frozen=True, slots=True)
class AskRetraction:
    """撤回の申し出: a party asks to take its agreement back before the conclusion (AD-07)."""

    key: str
    origin: Origin
    party: str
    round: int
    reason: str
