"""A party's own signature put into the revision that waits for it, with our timestamp: B-T (LW-08)."""

import asyncio
from io import BytesIO

from asn1crypto import cms
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest

from adapters.own_signing.certificates import OwnCertificateRefused
from adapters.own_signing.preparing import external_signer
from adapters.own_signing.taking import document_digest, open_region, signed_digest, taken
from adapters.sealing.keys.software_key import DIGEST
from adapters.sealing.timestamps.ordered_timestamper import OrderedTimestamper
from contracts.signing import OwnSignature


def embedded(prepared: bytes, own: OwnSignature, timestamper: OrderedTimestamper) -> bytes:
    """Check everything once more and return the signed revision.

    Raises OwnCertificateRefused for what does not belong together, TimestampUnavailable without a token.
    """
    digest = document_digest(prepared)
    if signed_digest(own.attributes) != digest:
        raise OwnCertificateRefused("signature_wrong")
    signature = taken(own.certificates[0], own.attributes, own.signature)
    signer = external_signer(own.certificates, signature)
    attributes = cms.CMSAttributes.load(own.attributes)
    content = asyncio.run(
        signer.async_sign_prescribed_attributes(DIGEST, attributes, timestamper=timestamper)
    )
    stream = BytesIO(prepared)
    PreparedByteRangeDigest(digest, *open_region(prepared)).fill_with_cms(stream, content)
    return stream.getvalue()
