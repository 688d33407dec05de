"""The platform's key of an installation: found, watched, recorded; its trouble said aloud."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.key_records import Generation, KeyRecords
from adapters.sealing.keys.authority import Authority, as_asn1
from adapters.sealing.keys.configured_key import configured_opening
from adapters.sealing.keys.generations import AuthorityOpening
from adapters.sealing.keys.key_files import stamp_of
from adapters.sealing.keys.key_ring import KeyRing, Opening
from adapters.sealing.keys.signing_key import CURES, SigningKey
from adapters.settings import Settings

Clock = Callable[[], datetime]
Told = Callable[[Generation], None]
_log = logging.getLogger("warifu.keys")


def key_ring_of(
    settings: Settings, authority: AuthorityOpening, clock: Clock, told: Told
) -> KeyRing[SigningKey]:
    """Return the key of WARIFU_SIGNING_KEY; `told` hears of each certificate that came after another."""
    watch = _Watch(KeyRecords(settings.key_records), clock, told)
    opening = _Reloaded(configured_opening(settings, authority), settings.key_records / "reload")
    return KeyRing(opening, clock, watch.taken, watch.troubled)


@dataclass(frozen=True, slots=True)
class _Reloaded:
    """Opened anew also when `warifu key reload` asks for it: a token may have got another key."""

    opening: Opening[SigningKey]
    asked: Path

    def stamp(self) -> object:
        return self.opening.stamp(), stamp_of(self.asked)

    def opened(self) -> SigningKey:
        return self.opening.opened()


@dataclass(frozen=True, slots=True)
class _Watch:
    records: KeyRecords
    clock: Clock
    told: Told

    def taken(self, key: SigningKey) -> None:
        for purpose, chain in _chains(key):
            made = self.records.take(purpose, chain, self.clock())
            if made is not None:
                _log.info("%s certificate taken into use: %s", purpose, made.serial)
            current, *before = self.records.generations_of(purpose)
            if before:
                self.told(current)

    def troubled(self, code: str, place: str) -> None:
        if code:
            _log.error("the signing key cannot be used: %s (%s: %s)", CURES[code], code, place)
        if self.records.say(code, place, self.clock()) and not code:
            _log.warning("the signing key can be used again")


def _chains(key: SigningKey) -> Iterator[tuple[str, list[bytes]]]:
    issuers = [one.dump() for one in key.chain]
    yield "signer", [key.certificate.dump(), *issuers]
    if isinstance(key, Authority):
        yield "tsa", [as_asn1(key.tsa).dump(), *issuers]
