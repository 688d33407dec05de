"""What the engine did: prepared, invited, reminded, sealed, concluded, let lapse."""

from dataclasses import dataclass, field

from contracts.later import LATER


@dataclass(frozen=True, slots=True)
class RoundPrepared:
    """The round's document stands, certified by the creation signature.

    `digests` are those of its documents, where parties do not all sign all of them (MK-65).
    """

    round: int
    digest: str
    revision: int
    digests: list[str] = field(default_factory=list, metadata=LATER)


@dataclass(frozen=True, slots=True)
class PartyInvited:
    """`due` is the ISO instant until which the party may answer, counted from `since` (MK-49, MK-56)."""

    party: str
    round: int
    due: str
    since: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class PartyReminded:
    """`planned` is the ISO instant it was due; `late`: it passed while nobody could send it (NX-02).

    `due` is the deadline of which, or after which, the party is reminded.
    """

    party: str
    round: int
    planned: str
    late: bool
    due: str


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
class RoundExpired:
    """`due` is the ISO instant of the deadline, where the sender fixed days or reminders."""

    round: int
    told: list[str] = field(default_factory=list)
    due: str = field(default="", metadata=LATER)
