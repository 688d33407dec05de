"""Files in the home that the signing process writes and everybody else reads.

`<purpose>-<fingerprint>.pem` holds a certificate with its chain, root last; the file's name and content
never change, its time is when it was taken into use. `trouble.json` says why nothing is signed.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.durable import write_once, write_over
from adapters.key_records.generation import Generation, generation_of

TROUBLE = "trouble.json"
FIRST_LINE = "# taken into use at "


@dataclass(frozen=True, slots=True)
class Trouble:
    """`code` is one of the signing key's (adapters/sealing/keys/signing_key.py)."""

    code: str
    place: str
    since: datetime


class KeyRecords:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def generations(self) -> list[Generation]:
        """Return all that were ever taken into use, the newest first."""
        found = [_read(path) for path in self._folder.glob("*.pem")]
        return sorted(found, key=lambda one: one.taken_at, reverse=True)

    def generations_of(self, purpose: str) -> list[Generation]:
        return [one for one in self.generations() if one.purpose == purpose]

    def chains_of(self, purpose: str) -> list[bytes]:
        """Return each certificate with its issuers, PEM, root last: what was signed then stays trusted."""
        return [_chain_in(path) for path in sorted(self._folder.glob(f"{purpose}-*.pem"))]

    def take(self, purpose: str, chain: Sequence[bytes], at: datetime) -> Generation | None:
        """Keep a chain of DER certificates; return it when it is new, None when it was taken before."""
        certificates = [x509.load_der_x509_certificate(one) for one in chain]
        made = generation_of(purpose, at, certificates)
        told = f"{FIRST_LINE}{at.isoformat()}\n".encode()
        bundle = [one.public_bytes(Encoding.PEM) for one in certificates]
        try:
            write_once(self._folder / f"{purpose}-{made.fingerprint}.pem", [told, *bundle])
        except FileExistsError:
            return None
        return made

    def trouble(self) -> Trouble | None:
        try:
            told = json.loads((self._folder / TROUBLE).read_text("utf-8"))
        except FileNotFoundError:
            return None
        return Trouble(told["code"], told["place"], datetime.fromisoformat(told["since"]))

    def say(self, code: str, place: str, at: datetime) -> bool:
        """Keep what is in the way, nothing with an empty code; return whether that is news."""
        standing = self.trouble()
        if (standing.code if standing else "") == code:
            return False
        if not code:
            with suppress(FileNotFoundError):
                (self._folder / TROUBLE).unlink()
            return True
        told = {"code": code, "place": place, "since": at.astimezone(UTC).isoformat()}
        write_over(self._folder / TROUBLE, [json.dumps(told).encode()])
        return True


def _chain_in(path: Path) -> bytes:
    return path.read_bytes().split(b"\n", 1)[1]


def _read(path: Path) -> Generation:
    content = path.read_bytes()
    told = content.split(b"\n", 1)[0].decode().removeprefix(FIRST_LINE)
    purpose = path.name.split("-", 1)[0]
    return generation_of(purpose, datetime.fromisoformat(told), x509.load_pem_x509_certificates(content))
