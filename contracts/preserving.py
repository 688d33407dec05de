"""When the timestamp around a kept file must be renewed (LW-13): long before anything it rests on ends."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from contracts.algorithm_ends import digest_end, key_end
from contracts.signing import FileIdentity, SignedDocument

LEAD = timedelta(days=365)
"""A whole financial year, in which another TSA can be procured; a tenth of what an accredited one lasts."""
SPREAD = timedelta(days=90)
"""Contracts of one ageing certificate come due over so many days, each on its own."""
SOONEST = timedelta(days=30)
"""Between two timestamps of a file whose protection cannot be made to last longer."""
OF_LIFE_LEAD, OF_LIFE_SPREAD = 3, 10
"""Of a TSA whose certificate is short: at most a third of it is lead, a tenth is spread."""
LAST_RESORT = timedelta(days=90)
"""Before the end: what could not be proved by then is stamped as it is: later nothing helps any more."""
_FRACTIONS = 1 << 32


class Kept(StrEnum):
    """What is kept of a concluded contract: its documents, and the certificate in its two copies."""

    DOCUMENT = "document"
    OWN = "own"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Protection:
    """What the last timestamp of a file rests on; `certificate_ends_at` is the earliest of its chain's."""

    timestamped_at: datetime
    certificate_ends_at: datetime
    digest: str
    key: str
    key_bits: int

    @property
    def until(self) -> datetime:
        return min(self.certificate_ends_at, digest_end(self.digest), key_end(self.key, self.key_bits))


@dataclass(frozen=True, slots=True)
class Schedule:
    """Until when everything of a contract is protected, and when to renew."""

    protected_until: datetime
    renew_at: datetime


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file as it stands newest; `place` counts documents from 1, `origin` is the frozen SHA-256."""

    kept: Kept
    place: int
    origin: str
    file: FileIdentity


@dataclass(frozen=True, slots=True)
class RenewedFile:
    """A file with one more timestamp around it, already stored."""

    before: KeptFile
    document: SignedDocument
    protection: Protection


def schedule_of(contract: str, protections: Sequence[Protection]) -> Schedule:
    """Return what holds for the contract: its files are renewed together, when the first of them is due."""
    return Schedule(
        min(one.until for one in protections), min(renewal_due(contract, one) for one in protections)
    )


def is_last_resort(protection: Protection, at: datetime) -> bool:
    """Return whether a timestamp over what cannot be proved now is better than waiting for the proof."""
    lead = min(LAST_RESORT, (protection.until - protection.timestamped_at) / OF_LIFE_SPREAD)
    return protection.until - lead <= at < protection.until


def renewal_due(contract: str, protection: Protection) -> datetime:
    """Return when the file is due, spread by a fraction that is the contract's own."""
    life = protection.until - protection.timestamped_at
    if life <= timedelta(0):
        return protection.timestamped_at + SOONEST
    lead, spread = min(LEAD, life / OF_LIFE_LEAD), min(SPREAD, life / OF_LIFE_SPREAD)
    due = protection.until - lead - spread * _fraction(contract)
    return max(due, protection.timestamped_at + min(SOONEST, life / 2))


def _fraction(contract: str) -> float:
    return int.from_bytes(hashlib.sha256(contract.encode()).digest()[:4]) / _FRACTIONS
