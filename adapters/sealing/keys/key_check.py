"""Whether a key and its certificate may sign contracts at all, and now."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from asn1crypto import crl as asn1_crl
from asn1crypto import x509

from adapters.sealing.keys.signing_key import SigningKey, SigningKeyUnusable
from adapters.signer_check import holds, issued, shown, unfit

LONGEST_CHAIN = 8
TRIAL_OCTETS = 32
LISTS_REMEMBERED = 16


def require_usable(key: SigningKey, now: datetime) -> None:
    """Raise SigningKeyUnusable unless the key belongs to its certificate, which may sign documents now."""
    require_fit(key.certificate)
    require_valid_at(key, now)
    require_own_key(key)


def require_fit(certificate: x509.Certificate) -> None:
    """Raise SigningKeyUnusable for an authority's certificate, one for another purpose, or a weak key."""
    code = unfit(certificate)
    if code:
        raise SigningKeyUnusable(code, shown(certificate))


def require_valid_at(key: SigningKey, now: datetime) -> None:
    """Raise SigningKeyUnusable where signer or issuer is out of its time, or one of them is revoked."""
    for one in (key.certificate, *key.chain):
        if now < one.not_valid_before:
            raise SigningKeyUnusable("not_yet_valid", shown(one))
        if now >= one.not_valid_after:
            raise SigningKeyUnusable("expired", shown(one))
    if key.is_revoked():
        raise SigningKeyUnusable("revoked", shown(key.certificate))


def is_valid_at(key: SigningKey, now: datetime) -> bool:
    """Whether `require_valid_at` would let it sign."""
    try:
        require_valid_at(key, now)
    except SigningKeyUnusable:
        return False
    return True


def is_listed(certificate: x509.Certificate, lists: Iterable[bytes]) -> bool:
    """Whether one of its issuer's lists names it; a list that says so is believed even when it is old."""
    return any(certificate.serial_number in _serials_of(one, certificate.issuer.dump()) for one in lists)


@lru_cache(maxsize=LISTS_REMEMBERED)
def _serials_of(encoded: bytes, issuer: bytes) -> frozenset[int]:
    try:
        listed = asn1_crl.CertificateList.load(encoded)
        if listed.issuer.dump() != issuer:
            return frozenset()
        revoked = listed["tbs_cert_list"]["revoked_certificates"]
        return frozenset(one["user_certificate"].native for one in revoked)
    except (ValueError, TypeError):
        return frozenset()


def require_own_key(key: SigningKey) -> None:
    """Raise SigningKeyUnusable unless a trial signature holds under the certificate."""
    data = secrets.token_bytes(TRIAL_OCTETS)
    if not holds(key.certificate, key.sign(data, "sha256"), data):
        raise SigningKeyUnusable("key_differs", shown(key.certificate))


def ordered_chain(leaf: x509.Certificate, given: Sequence[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """Return the issuers of `leaf` among `given`, root last, or raise SigningKeyUnusable without a root."""
    chain: list[x509.Certificate] = []
    current = leaf
    while len(chain) < LONGEST_CHAIN:
        issuer = next((one for one in given if issued(one, current)), None)
        if issuer is None:
            break
        chain.append(issuer)
        if issuer.self_issued:
            return tuple(chain)
        current = issuer
    raise SigningKeyUnusable("no_chain", shown(leaf))
