"""What makes a file last: all that proves its timestamps is put into it, and one timestamp around it.

The document security store is written before the document timestamp, which then covers all. pyHanko's
default appends the TSA's own VRI entry after it (domain.md CL-33; threats.md 0.1, rule 2).
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, TimestampDSSContentSettings

from adapters.sealing.certificate_context import certificates
from adapters.sealing.revision import tsa_certificate
from adapters.sealing.timestamps.timestamp_source import TimestampRefused, TimestampUnavailable
from adapters.sealing.trust import IssuerTrust

STORE_BEFORE_TIMESTAMP = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
STORE_WITH_TIMESTAMP = DSSContentSettings(next_ts_settings=STORE_BEFORE_TIMESTAMP)


class LastTimestamper(PdfTimeStamper):
    """Appends a document timestamp with nothing after it."""

    async def async_timestamp_pdf(self, *args: Any, **settings: Any) -> Any:  # noqa: ANN401 - pyHanko's signature, passed on
        return await super().async_timestamp_pdf(
            *args, **{**settings, "dss_settings": STORE_BEFORE_TIMESTAMP}
        )


def require_provable(pdf: bytes, trusts: Sequence[IssuerTrust]) -> None:
    """Raise TimestampUnavailable while not every earlier token of `pdf` could be proved years later.

    Its TSA must still be known (`retired` in WARIFU_TSA_FILE, `unknown_tsa` otherwise) and its revocation
    data at hand (`revocation_stale`): nobody would add them once the file is made to last (T80).
    """
    if all(trust.is_complete_in_itself for trust in trusts):
        return
    objections = [_objection(one, trusts) for one in _stamping_certificates(pdf)]
    refusals = tuple(one for one in objections if one is not None)
    if refusals:
        raise TimestampUnavailable(refusals)


def _stamping_certificates(pdf: bytes) -> Iterator[x509.Certificate]:
    for signature in PdfFileReader(BytesIO(pdf)).embedded_signatures:
        yield tsa_certificate(signature)


def _objection(stamped_by: x509.Certificate, trusts: Sequence[IssuerTrust]) -> TimestampRefused | None:
    knowing = [
        trust
        for trust in trusts
        if any(
            _may_have_issued(one, stamped_by) for one in certificates((*trust.roots, *trust.intermediates))
        )
    ]
    if any(trust.is_current() for trust in knowing):
        return None
    code = "revocation_stale" if knowing else "unknown_tsa"
    return TimestampRefused(stamped_by.subject.human_friendly, code)


def _may_have_issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    """By name and by key identifier: two authorities may bear one name (RFC 5280, section 4.2.1.1)."""
    keys = {issuer.key_identifier, certificate.authority_key_identifier} - {None}
    return bool(issuer.subject.dump() == certificate.issuer.dump()) and len(keys) <= 1
