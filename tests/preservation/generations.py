"""A clock that is set, and one TSA after the other, each with a certificate of its own years."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from adapters.sealing import (
    Authority,
    IssuerTrust,
    LocalTimestamper,
    OrderedTimestamper,
    Sealer,
    TimestampRefused,
    create_test_authority,
    load_authority,
)
from adapters.sealing.keys.issuance import ISSUING_PROFILE, TSA_PROFILE, issue
from tests.evidence import contract

A_DAY = timedelta(days=1)
A_YEAR = 365 * A_DAY
TSA_LASTS = 5 * A_YEAR
NEXT_TSA_AFTER = 4 * A_YEAR


@dataclass
class Clock:
    """What everybody who signs reads; set by the test."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


class Tsas:
    """Answers with the TSA of the day; each certificate outlasts the coming of the next by a year."""

    name = "generations"
    accredited = False

    def __init__(self, authority: Authority, clock: Clock, count: int) -> None:
        self.begun = [clock.now + n * NEXT_TSA_AFTER for n in range(count)]
        self.authorities = [_generation(authority, n, begun) for n, begun in enumerate(self.begun, 1)]
        self.trust = IssuerTrust((authority.root_pem,), self._intermediates(), self._revocation_lists)
        self.answers = True
        self.used: set[int] = set()
        self._clock = clock

    @property
    def _number(self) -> int:
        return sum(begun <= self._clock.now for begun in self.begun) - 1

    @property
    def current(self) -> Authority:
        return self.authorities[self._number]

    def _intermediates(self) -> tuple[bytes, ...]:
        return tuple(one.dump() for authority in self.authorities for one in authority.chain)

    def _revocation_lists(self) -> tuple[bytes, ...]:
        begun = self.authorities[: self._number + 1]
        return tuple(one for authority in begun for one in authority.revocation_lists())

    async def answer(self, request: bytes) -> bytes:
        if not self.answers:
            raise TimestampRefused(self.name, "unreachable")
        self.used.add(self._number)
        return await LocalTimestamper(self.current).answer(request)


def _generation(authority: Authority, number: int, begins: datetime) -> Authority:
    """Give a TSA of its own issuing authority, as that of another provider would be."""
    profile = replace(ISSUING_PROFILE, common_name=f"時刻認証局を発行する認証局 第{number}世代")
    issuing = issue(profile, authority.root, "root", begins)
    tsa = issue(replace(TSA_PROFILE, life=TSA_LASTS), issuing, "issuing", begins)
    return replace(authority, issuing=issuing, tsa=tsa)


@dataclass(frozen=True)
class Aging:
    """A sealer whose clock is set and whose TSAs age."""

    clock: Clock
    authority: Authority
    tsas: Tsas
    sealer: Sealer

    def anew(self) -> "Aging":
        """Return the same with a sealer that remembers no certificate, as a process just started."""
        timestamper = OrderedTimestamper([self.tsas], self.clock)
        return replace(self, sealer=Sealer(self.authority, timestamper, self.clock))


def aging(folder: Path, begins: datetime, count: int = 3) -> Aging:
    clock = Clock(begins)
    create_test_authority(folder, contract.PASSPHRASE, begins)
    authority = load_authority(folder, contract.PASSPHRASE, clock)
    tsas = Tsas(authority, clock, count)
    return Aging(clock, authority, tsas, Sealer(authority, OrderedTimestamper([tsas], clock), clock))


def concluded_by(sealer: Sealer, keys: Sequence[str] = ("a", "b")) -> bytes:
    """Sign a document of three parties for real: creation, one agreement for each key, conclusion."""
    pdf = sealer.certify(contract.prepared(), contract.creation_reason()).pdf
    for key in keys:
        pdf = sealer.agree(pdf, contract.filling(key), contract.agreement_reason(key)).pdf
    return sealer.conclude(pdf, "契約が締結されました").pdf
