"""One certificate that signs or signed, as people are told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

SAID_BEFORE = timedelta(days=60)
"""From then on a certificate that runs out is said to those who renew it."""


@dataclass(frozen=True, slots=True)
class Generation:
    """`purpose` is signer or tsa; `serial` hex; `fingerprint` the SHA-256 of the certificate; `root` PEM."""

    purpose: str
    subject: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    fingerprint: str
    taken_at: datetime
    root: bytes

    def runs_out_soon(self, now: datetime) -> bool:
        return now >= self.not_after - SAID_BEFORE


def generation_of(purpose: str, taken_at: datetime, chain: Sequence[x509.Certificate]) -> Generation:
    """Return the certificate that stands first in `chain`, whose last is the root."""
    leaf = chain[0]
    return Generation(
        purpose=purpose,
        subject=_named(leaf.subject),
        issuer=_named(leaf.issuer),
        serial=f"{leaf.serial_number:x}",
        not_before=leaf.not_valid_before_utc,
        not_after=leaf.not_valid_after_utc,
        fingerprint=leaf.fingerprint(hashes.SHA256()).hex(),
        taken_at=taken_at,
        root=chain[-1].public_bytes(Encoding.PEM),
    )


def _named(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()
