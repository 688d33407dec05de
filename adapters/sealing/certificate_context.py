"""What pyHanko may trust, without ever fetching anything."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko_certvalidator import ValidationContext

from adapters.sealing.trust import IssuerTrust

REMEMBERED = 256


def context_at(
    moment: datetime, trusts: Sequence[IssuerTrust], *, require_revocation: bool
) -> ValidationContext:
    """Return a context over all `trusts` as of `moment`; their lists are the only revocation data."""
    return ValidationContext(
        trust_roots=certificates(pem for trust in trusts for pem in trust.roots),
        other_certs=certificates(pem for trust in trusts for pem in trust.intermediates),
        crls=[one for trust in trusts for one in trust.revocation_lists()],
        ocsps=[one for trust in trusts for one in trust.ocsp_responses()],
        allow_fetching=False,
        revocation_mode="require" if require_revocation else "soft-fail",
        moment=moment,
        retroactive_revinfo=not require_revocation,
    )


def certificates(encoded: Iterable[bytes]) -> list[x509.Certificate]:
    """Return the certificates of PEM or DER data, of a bundle all."""
    return [certificate for data in encoded for certificate in _read(data)]


@lru_cache(REMEMBERED)
def _read(data: bytes) -> tuple[x509.Certificate, ...]:
    """asn1crypto reads on where it is asked further: read to the end here, they may be shared by threads."""
    found = tuple(load_certs_from_pemder_data(data))
    for certificate in found:
        _ = certificate.native, certificate.critical_extensions, certificate.sha256
    return found
