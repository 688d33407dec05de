"""A chain of document timestamps walked backwards (ETSI EN 319 142-1, 5.5; ISO 32000-2, 12.8.5).

The newest is judged now, every earlier one at the time of the next, with nothing but what the file then
held. pyHanko 0.38 judges each link; its own walk looks for the lists of an expired authority at today's time.
"""

import asyncio
from datetime import datetime
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from adapters.sealing import IssuerTrust
from adapters.sealing.certificate_context import certificates, context_at


def broken_links(pdf: bytes, trust: IssuerTrust, moment: datetime) -> list[str]:
    """Return the fields of what does not hold at `moment`; `trust` is what is known then."""
    reader, root = PdfFileReader(BytesIO(pdf)), certificates(trust.roots)
    context, broken = context_at(moment, [trust], require_revocation=True), []
    for stamp in reversed(reader.embedded_timestamp_signatures):
        status = asyncio.run(async_validate_pdf_timestamp(stamp, context))
        if not (status.intact and status.valid and status.trusted):
            broken.append(stamp.field_name)
        context = _known_then(reader, stamp, status.timestamp, root)
    for signature in reader.embedded_regular_signatures:
        signed = asyncio.run(async_validate_pdf_signature(signature, context))
        if not (signed.intact and signed.valid and signed.trusted):
            broken.append(signature.field_name)
    return broken


def _known_then(
    reader: PdfFileReader, stamp: EmbeddedPdfSignature, at: datetime, roots: list[x509.Certificate]
) -> ValidationContext:
    store = DocumentSecurityStore.read_dss(reader.get_historical_resolver(stamp.signed_revision))
    return store.as_validation_context(
        {"trust_roots": roots, "allow_fetching": False, "revocation_mode": "require", "moment": at}
    )
