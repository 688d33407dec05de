"""A revision with the party's fields filled and room for its signature, and the attributes it has to sign."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata
from pyhanko_certvalidator.registry import SimpleCertificateStore

from adapters import pdfspeed
from adapters.dated_signer import DatedPdfSigner
from adapters.filling import Filling, fill_into, signature_field
from adapters.own_signing.certificates import PartyCertificates

pdfspeed.install()

DIGEST = "sha256"
LARGEST_SIGNATURE = 1024
"""Octets: RSA of `signer_check.MOST_RSA_BITS`, and more than any ECDSA."""
LARGEST_TOKEN = 16 * 1024
"""Octets of the timestamp, with its TSA's certificates: the room is left before a TSA is asked."""
NO_DIGEST = bytes(32)


@dataclass(frozen=True, slots=True)
class PreparedForOwn:
    """`attributes`: the DER SET that is signed (RFC 5652, section 5.4)."""

    pdf: bytes
    attributes: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 in hex: what a token or a card that signs digests is handed."""
        return hashlib.sha256(self.attributes).hexdigest()


def prepared_for(
    parent: bytes, filling: Filling, certificates: PartyCertificates, reason: str, at: datetime
) -> PreparedForOwn:
    """Fill the party's fields and leave its signature open; `at` goes to /M, in Japan's zone."""
    stream = BytesIO(parent)
    writer = IncrementalPdfFileWriter(stream)
    fill_into(writer, filling)
    signer = external_signer(certificates.encoded(), LARGEST_SIGNATURE)
    metadata = PdfSignatureMetadata(
        field_name=signature_field(filling.key),
        md_algorithm=DIGEST,
        location="JP",
        reason=reason,
        name=certificates.subject,
        subfilter=SigSeedSubFilter.PADES,
    )
    opened = DatedPdfSigner(metadata, signer, at).async_digest_doc_for_signing(
        writer, existing_fields_only=True, bytes_reserved=_room(signer), in_place=True
    )
    prepared, _, _ = asyncio.run(opened)
    attributes: bytes = _attributes(signer, prepared.document_digest).dump()
    return PreparedForOwn(stream.getvalue(), attributes)


def _room(signer: ExternalSigner) -> int:
    """Return the hex digits that the longest signature, these certificates and a timestamp need."""
    asked = signer.async_sign_prescribed_attributes(DIGEST, _attributes(signer, NO_DIGEST))
    return 2 * (len(asyncio.run(asked).dump()) + LARGEST_TOKEN)


def _attributes(signer: ExternalSigner, digest: bytes) -> cms.CMSAttributes:
    return asyncio.run(signer.signed_attrs(digest, DIGEST, use_pades=True))


def external_signer(certificates: Sequence[bytes], signature: bytes | int) -> ExternalSigner:
    """Return the signer that writes `signature` down; `certificates` are DER, the signer's first."""
    signing, *issuers = [cms.Certificate.load(one) for one in certificates]
    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # left untyped there
    registry.register_multiple(issuers)
    return ExternalSigner(signing, registry, signature, embed_roots=True)
