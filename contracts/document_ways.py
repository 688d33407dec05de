"""Documents per party: 署名 / 確認 / 送付しない (MK-65); places in the envelope count from 1."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from contracts.envelope import MOST_DOCUMENTS
from contracts.event_table import canonical
from contracts.refusals import DocumentWithoutSigner, NothingForParty, UnknownDocument


class Way(StrEnum):
    """署名 / 確認 / 送付しない; who signs nothing at all reads what others sign."""

    SIGN = "sign"
    READ = "read"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Ways:
    """What one party may not do: empty, it signs every document."""

    read_only: frozenset[int] = frozenset()
    not_sent: frozenset[int] = frozenset()

    @property
    def are_divided(self) -> bool:
        return bool(self.read_only or self.not_sent)

    def of(self, place: int) -> Way:
        if place in self.not_sent:
            return Way.NONE
        return Way.READ if place in self.read_only else Way.SIGN

    def shown(self, count: int) -> tuple[int, ...]:
        return tuple(place for place in range(1, count + 1) if self.of(place) is not Way.NONE)

    def signed(self, count: int) -> tuple[int, ...]:
        return tuple(place for place in range(1, count + 1) if self.of(place) is Way.SIGN)


EVERYTHING = Ways()


class Planned(Protocol):
    """What these rules read of `contracts.acts.PartyPlan`."""

    @property
    def id(self) -> str: ...
    @property
    def signs(self) -> bool: ...
    @property
    def names_only(self) -> bool: ...
    @property
    def read_only(self) -> list[int]: ...
    @property
    def not_sent(self) -> list[int]: ...


def ways_of(plan: Planned) -> Ways:
    return Ways(frozenset(plan.read_only), frozenset(plan.not_sent))


def are_divided(plans: Sequence[Planned]) -> bool:
    return any(ways_of(plan).are_divided for plan in plans)


def require_ways(plans: Sequence[Planned], documents: int) -> None:
    """Refuse a document that nobody signs, and a party that is asked for nothing; `documents` counts them.

    A 取引士 only puts a name to a document: that is no signature of a party (AD-03).
    """
    if not are_divided(plans):
        return
    named = {place for plan in plans for place in (*plan.read_only, *plan.not_sent)}
    if documents > MOST_DOCUMENTS or not all(1 <= place <= documents for place in named):
        raise UnknownDocument(count=documents)
    for plan in plans:
        _require_share(plan, documents)
    signers = [ways_of(plan) for plan in plans if plan.signs and not plan.names_only]
    if unsigned := unsigned_documents(signers, documents):
        raise DocumentWithoutSigner(document=unsigned[0])


def unsigned_documents(signers: Sequence[Ways], documents: int) -> list[int]:
    """Return the places of the documents that none of these signs."""
    signed = {place for ways in signers for place in ways.signed(documents)}
    return [place for place in range(1, documents + 1) if place not in signed]


def digest_of_shown(ways: Ways, digests: Sequence[str]) -> str:
    """Return the SHA-256 of exactly what the party is shown, each with its place and way (T47).

    Empty for who signs every document: the digest of the round says it all. `digests` are those of every
    document as sent, in their order.
    """
    if not ways.are_divided:
        return ""
    shown = [[place, ways.of(place).value, digests[place - 1]] for place in ways.shown(len(digests))]
    return hashlib.sha256(canonical(shown).encode()).hexdigest()


def _require_share(plan: Planned, documents: int) -> None:
    ways = ways_of(plan)
    if ways.read_only & ways.not_sent:
        raise UnknownDocument(count=documents)
    if not (ways.signed(documents) if plan.signs else ways.shown(documents)):
        raise NothingForParty(party=plan.id)
