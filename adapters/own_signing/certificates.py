"""The certificate a party wants to sign with: its shape is checked, whom to trust is not ours to say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data

from adapters.signer_check import issued, unfit

LARGEST = 64 * 1024
MOST = 8
LONGEST_NAME = 300
STILL_VALID_FOR = timedelta(days=2)
"""A timestamp may have to be waited for, and the signature must be older than the certificate's end."""


class OwnCertificateRefused(Exception):
    """`code` is one of `adapters.signer_check.unfit`, or one of these.

    missing, unreadable, too_large, several_signers, not_yet_valid, expired, ours, chain_broken,
    signature_wrong.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class PartyCertificates:
    """`chain` are the issuers that were given, nearest first; it need not reach a root."""

    signer: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def subject(self) -> str:
        return _named(self.signer.subject)

    @property
    def issuer(self) -> str:
        return _named(self.signer.issuer)

    @property
    def serial(self) -> str:
        return f"{self.signer.serial_number:x}"

    def encoded(self) -> tuple[bytes, ...]:
        """Return the DER certificates, the signer's first."""
        return (self.signer.dump(), *(one.dump() for one in self.chain))


def certificates_of(given: bytes, now: datetime, ours: Sequence[bytes]) -> PartyCertificates:
    """Return what the PEM or DER holds, or raise OwnCertificateRefused; `ours` are our own roots."""
    found = _read(given)
    leaves = [one for one in found if not one.ca] or found[:1]
    if len(leaves) != 1:
        raise OwnCertificateRefused("several_signers")
    signer = leaves[0]
    code = unfit(signer) or _untimely(signer, now)
    if code:
        raise OwnCertificateRefused(code)
    chain = tuple(_chained(signer, [one for one in found if one is not signer]))
    if _is_ours(signer, chain, ours):
        raise OwnCertificateRefused("ours")
    return PartyCertificates(signer, chain)


def _read(given: bytes) -> list[x509.Certificate]:
    if not given:
        raise OwnCertificateRefused("missing")
    if len(given) > LARGEST:
        raise OwnCertificateRefused("too_large")
    try:
        found = list(load_certs_from_pemder_data(given))
        for one in found:
            _ = one.subject.native, one.serial_number, one.public_key.algorithm, one.not_valid_after
    except (ValueError, TypeError, KeyError) as reason:
        raise OwnCertificateRefused("unreadable") from reason
    if not 0 < len(found) <= MOST:
        raise OwnCertificateRefused("unreadable")
    return found


def _untimely(signer: x509.Certificate, now: datetime) -> str:
    if now < signer.not_valid_before:
        return "not_yet_valid"
    return "expired" if now + STILL_VALID_FOR >= signer.not_valid_after else ""


def _chained(signer: x509.Certificate, given: list[x509.Certificate]) -> Iterable[x509.Certificate]:
    """Yield the issuers in order; one that belongs to nothing here means another file was chosen."""
    current = signer
    while given:
        issuer = next((one for one in given if issued(one, current)), None)
        if issuer is None:
            raise OwnCertificateRefused("chain_broken")
        given.remove(issuer)
        yield issuer
        current = issuer


def _is_ours(signer: x509.Certificate, chain: Sequence[x509.Certificate], ours: Sequence[bytes]) -> bool:
    """Nobody signs in a party's name with the platform's certificates, whoever got hold of one."""
    known = [one for pem in ours for one in load_certs_from_pemder_data(pem)]
    names = {one.subject.dump() for one in known}
    return any(one.issuer.dump() in names for one in (signer, *chain))


def _named(name: x509.Name) -> str:
    found = name.native.get("common_name")
    return str(found[0] if isinstance(found, list) else found or name.human_friendly)[:LONGEST_NAME]
