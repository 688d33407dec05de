"""The certificate a party wants to sign with: its shape is checked, whom to trust is not ours to say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data

from adapters.known_signers import known_signers
from adapters.signer_check import issued, spoken, unfit
from contracts.reasons import SELF_ISSUED

LARGEST = 64 * 1024
MOST = 8
MOST_OCTETS = 24 * 1024
"""All the certificates in DER: they go into the signature of every document."""
LONGEST_NAME = 300
LONGEST_SERIAL = 20
"""Octets (RFC 5280, section 4.1.2.2)."""
STILL_VALID_FOR = timedelta(days=2)
"""A timestamp may have to be waited for, and the signature must be older than the certificate's end."""


class OwnCertificateRefused(Exception):
    """`code` is one of `adapters.signer_check.unfit`, or one of these.

    missing, unreadable, too_large, several_signers, not_yet_valid, expired, ours, chain_broken,
    being_sealed, too_often, stale, signature_wrong.
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
        return SELF_ISSUED if self.signer.self_issued else _named(self.signer.issuer)

    @property
    def serial(self) -> str:
        return f"{self.signer.serial_number:x}"

    def encoded(self) -> tuple[bytes, ...]:
        """Return the DER certificates, the signer's first."""
        return (self.signer.dump(), *(one.dump() for one in self.chain))


def certificates_of(given: bytes, now: datetime, ours: Sequence[bytes]) -> PartyCertificates:
    """Return what the PEM or DER holds, or raise OwnCertificateRefused; `ours` are our own signers."""
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
        readable = all(map(_is_readable, found))
    except (ValueError, TypeError, KeyError) as reason:
        raise OwnCertificateRefused("unreadable") from reason
    if not readable or not 0 < len(found) <= MOST:
        raise OwnCertificateRefused("unreadable")
    if sum(len(one.dump()) for one in found) > MOST_OCTETS:
        raise OwnCertificateRefused("too_large")
    return found


def _is_readable(one: x509.Certificate) -> bool:
    """Read what is asked of it later: asn1crypto parses when it is asked, and raises then."""
    _ = one.native, one.ca, one.self_issued, one.not_valid_before, one.not_valid_after
    return 0 <= one.serial_number < 1 << (8 * LONGEST_SERIAL) and bool(_named(one.subject))


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
    """Nobody signs in a party's name with the platform's certificates, whoever got hold of one.

    Nor with one that bears the platform's name: it would be read as the platform's signature.
    """
    known = known_signers(ours)
    names = {_named(one.subject) for one in (*known.roots, *(chain[0] for chain in known.pinned))}
    return _named(signer.subject) in names or any(known.own(one) for one in (signer, *chain))


def _named(name: x509.Name) -> str:
    found = name.native.get("common_name")
    told = str(found[0] if isinstance(found, list) else found or name.human_friendly)
    return spoken(told)[:LONGEST_NAME].strip()
