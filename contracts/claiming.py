"""Whoever takes a place by the 締結用URL: what was typed and proved, and its name in the record (CS-10)."""

import hashlib
import unicodedata
import uuid
from dataclasses import asdict, dataclass

from contracts.event_table import canonical

HOLDERS = uuid.UUID("2f7e1c86-3b52-4a57-9d3b-6f1f6f0f9f57")


@dataclass(frozen=True, slots=True)
class Claimant:
    """`mail` was proved by a code; company and name are as they were typed."""

    company: str
    name: str
    mail: str
    language: str


@dataclass(frozen=True, slots=True)
class Holding:
    """The public id of a holder and the digest over what it stands for: the same facts, the same holder."""

    id: str
    digest: str


def holding_of(party: str, round_number: int, claimant: Claimant) -> Holding:
    facts = {"how": "claimed", "party": party, "round": round_number, **asdict(claimant)}
    digest = hashlib.sha256(canonical(facts).encode()).hexdigest()
    return Holding(str(uuid.uuid5(HOLDERS, digest)), digest)


def is_same_person(mail: str, other: str) -> bool:
    """Tell whether two addresses are one mailbox as far as can be told: case and width say nothing."""
    return _plain(mail) == _plain(other)


def _plain(mail: str) -> str:
    return unicodedata.normalize("NFKC", mail).strip().casefold()
