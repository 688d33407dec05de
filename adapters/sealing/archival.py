"""What makes a file last: all that proves its timestamps is put into it, and one timestamp around it.

The document security store is written before the document timestamp, which then covers all. pyHanko's
default appends the TSA's own VRI entry after it (domain.md CL-33; threats.md 0.1, rule 2).
"""

from collections.abc import Sequence
from typing import Any

from asn1crypto import x509
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, TimestampDSSContentSettings
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.path import ValidationPath

from adapters.sealing.certificate_context import certificates
from adapters.sealing.revision import Stamp, stamps_of
from adapters.sealing.timestamps.timestamp_source import NotProvable, TimestampRefused
from adapters.sealing.trust import IssuerTrust

STORE_BEFORE_TIMESTAMP = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
STORE_WITH_TIMESTAMP = DSSContentSettings(next_ts_settings=STORE_BEFORE_TIMESTAMP)
LONGEST_CHAIN = 8


class LastTimestamper(PdfTimeStamper):
    """Appends a document timestamp with nothing after it."""

    async def async_timestamp_pdf(self, *args: Any, **settings: Any) -> Any:  # noqa: ANN401 - pyHanko's signature, passed on
        return await super().async_timestamp_pdf(
            *args, **{**settings, "dss_settings": STORE_BEFORE_TIMESTAMP}
        )


def earlier_paths(pdf: bytes, trusts: Sequence[IssuerTrust]) -> list[ValidationPath]:
    """Return from root to TSA what proves each token of `pdf`, or raise NotProvable while one could not be.

    Its TSA must still be known (`retired` in WARIFU_TSA_FILE, `unknown_tsa` otherwise), and its revocation
    data current, or at least issued after the token (`revocation_stale`): nobody would add them once the
    file is made to last (T80).
    """
    newest = {one.certificate.sha256: one for one in sorted(stamps_of(pdf), key=lambda one: one.at)}
    return _paths(list(newest.values()), trusts)


def require_provable(stamp: Stamp, trusts: Sequence[IssuerTrust]) -> None:
    """Raise NotProvable where this one token could not be proved."""
    _paths([stamp], trusts)


def known_paths(stamp: Stamp, trusts: Sequence[IssuerTrust]) -> list[tuple[IssuerTrust, ValidationPath]]:
    """Return who knows the TSA of this token, each with the way from its root."""
    return [(trust, path) for trust in trusts if (path := _path(stamp, trust)) is not None]


def _paths(stamps: Sequence[Stamp], trusts: Sequence[IssuerTrust]) -> list[ValidationPath]:
    found, refusals = [], []
    for stamp in stamps:
        known = known_paths(stamp, trusts)
        proved = [path for trust, path in known if trust.is_current() or trust.covers(stamp.at)]
        if not proved:
            code = "revocation_stale" if known else "unknown_tsa"
            refusals.append(TimestampRefused(stamp.certificate.subject.human_friendly, code))
        found += proved[:1]
    if refusals:
        raise NotProvable(tuple(refusals))
    return found


def _path(stamp: Stamp, trust: IssuerTrust) -> ValidationPath | None:
    """Return the way from one of the trust's roots, through what it names or what came with the token."""
    roots = certificates(trust.roots)
    known = [*roots, *certificates(trust.intermediates), *stamp.enclosed]
    issuers: list[x509.Certificate] = []
    current = stamp.certificate
    for _ in range(LONGEST_CHAIN):
        issuer = next((one for one in known if _may_have_issued(one, current)), None)
        if issuer is None:
            return None
        if issuer in roots:
            return ValidationPath(CertTrustAnchor(issuer), reversed(issuers), stamp.certificate)
        issuers.append(issuer)
        current = issuer
    return None


def _may_have_issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    """By name and by key identifier: two authorities may bear one name (RFC 5280, section 4.2.1.1)."""
    keys = {issuer.key_identifier, certificate.authority_key_identifier} - {None}
    return bool(issuer.subject.dump() == certificate.issuer.dump()) and len(keys) <= 1
