"""What pyHanko may trust, without ever fetching anything."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko_certvalidator import ValidationContext

from adapters.sealing.timestamp_source import TimestampTrust


def context_at(
    moment: datetime, trusts: Sequence[TimestampTrust], *, require_revocation: bool
) -> ValidationContext:
    """Return a context over all `trusts` as of `moment`; their lists are the only revocation data."""
    return ValidationContext(
        trust_roots=_certificates(pem for trust in trusts for pem in trust.roots),
        other_certs=_certificates(pem for trust in trusts for pem in trust.intermediates),
        crls=[one for trust in trusts for one in trust.revocation_lists()],
        allow_fetching=False,
        revocation_mode="require" if require_revocation else "soft-fail",
        moment=moment,
        retroactive_revinfo=not require_revocation,
    )


def _certificates(encoded: Iterable[bytes]) -> list[x509.Certificate]:
    return [certificate for data in encoded for certificate in load_certs_from_pemder_data(data)]
