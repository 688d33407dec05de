"""A revision with the party's fields filled and room for its signature, and the attributes it has to sign."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO

from asn1crypto import cms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from adapters import pdfspeed
from adapters.filling import Filling, fill_into, signature_field
from adapters.own_signing.certificates import PartyCertificates

pdfspeed.install()

DIGEST = "sha256"
RESERVED_HEX_DIGITS = 32768
LARGEST_SIGNATURE = 1024
JST = timezone(timedelta(hours=9), "JST")


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
    opened = _Dated(metadata, signer, at).async_digest_doc_for_signing(
        writer, existing_fields_only=True, bytes_reserved=RESERVED_HEX_DIGITS, in_place=True
    )
    prepared, _, _ = asyncio.run(opened)
    told = signer.signed_attrs(prepared.document_digest, DIGEST, use_pades=True)
    attributes: bytes = asyncio.run(told).dump()
    return PreparedForOwn(stream.getvalue(), attributes)


def external_signer(certificates: Sequence[bytes], signature: bytes | int) -> ExternalSigner:
    """Return the signer that writes `signature` down; `certificates` are DER, the signer's first."""
    signing, *issuers = [cms.Certificate.load(one) for one in certificates]
    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # left untyped there
    registry.register_multiple(issuers)
    return ExternalSigner(signing, registry, signature, embed_roots=True)


class _Dated(PdfSigner):
    """Writes /M from the time it is given (domain.md CL-35)."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: ExternalSigner, at: datetime) -> None:
        super().__init__(metadata, signer=signer)
        self._at = at.astimezone(JST)

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - pyHanko's signature
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session
