"""The signatures of a contract's life, each in its own revision (design.md section 6)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata
from pyhanko_certvalidator import ValidationContext

from adapters import pdfspeed
from adapters.filling import (
    CREATION_SIGNATURE,
    DOCUMENT_TIMESTAMP,
    FINAL_SIGNATURE,
    Filling,
    fill_into,
    signature_field,
)
from adapters.pdfspeed.beginning import beginning_with
from adapters.sealing.archival import STORE_WITH_TIMESTAMP, LastTimestamper, require_provable
from adapters.sealing.certificate_context import context_at
from adapters.sealing.key_signer import DatedPdfSigner, KeySigner
from adapters.sealing.keys.signing_key import KeySource, SigningKey, SigningKeyUnusable
from adapters.sealing.keys.software_key import DIGEST
from adapters.sealing.own import embedded
from adapters.sealing.revision import SealedRevision, sealed_revision
from adapters.sealing.timestamps.ordered_timestamper import OrderedTimestamper
from adapters.sealing.trust import IssuerTrust
from contracts.signing import OwnSignature

pdfspeed.install()

RESERVED_HEX_DIGITS = 32768
CERTIFICATE_SIGNATURE = "Sig-certificate"
LATER_TIMESTAMP = "DocTS-{number}"
PLATFORM = "割符 電子契約プラットフォーム"
LOCATION = "JP"


class ParentIsForeign(Exception):
    """The parent revision does not begin with the bytes of the document that was agreed to."""


def require_extends(parent: bytes, base: bytes) -> None:
    """Raise ParentIsForeign unless `parent` begins with all bytes of `base` (threats.md T47)."""
    if not base or not parent.startswith(base):
        raise ParentIsForeign


@dataclass(frozen=True, slots=True)
class _Signature:
    field: str
    reason: str
    certifies: bool = False
    permits: MDPPerm = MDPPerm.FILL_FORMS
    archival: bool = False
    field_exists: bool = True


class Sealer:
    """Appends signatures of level B-T or B-LTA, or raises TimestampUnavailable and yields nothing."""

    def __init__(
        self,
        keys: KeySource,
        timestamper: OrderedTimestamper,
        clock: Callable[[], datetime],
        name: str = PLATFORM,
    ) -> None:
        self._keys = keys
        self._timestamper = timestamper
        self._clock = clock
        self._name = name
        self._signer: KeySigner | None = None

    @property
    def timestamper(self) -> OrderedTimestamper:
        """The TSAs that stamp the signatures; what else is stamped asks them too."""
        return self._timestamper

    def certify(self, prepared: bytes, reason: str) -> SealedRevision:
        """Sign the prepared document so that only its fields may still be filled (DocMDP P=2), at B-T."""
        return self._sealed(prepared, _Signature(CREATION_SIGNATURE, reason, certifies=True))

    def agree(self, parent: bytes, filling: Filling, reason: str) -> SealedRevision:
        """Fill one party's fields and sign for that party in the same revision, at B-T."""
        return self._sealed(parent, _Signature(signature_field(filling.key), reason), filling)

    def embed(self, prepared: bytes, own: OwnSignature) -> SealedRevision:
        """Put the signature that a party made with its own certificate in its place, at B-T (LW-08)."""
        return sealed_revision(embedded(prepared, own, self._timestamper), self._timestamper)

    def conclude(self, parent: bytes, reason: str) -> SealedRevision:
        """Sign for the platform, lock the document and make it last: DSS and document timestamp, B-LTA."""
        signature = _Signature(FINAL_SIGNATURE, reason, permits=MDPPerm.NO_CHANGES, archival=True)
        return self._sealed(parent, signature)

    def seal_certificate(self, pdf: bytes, reason: str) -> SealedRevision:
        """Certify a file without prepared fields against every change (DocMDP P=1), at B-LTA."""
        signature = _Signature(
            CERTIFICATE_SIGNATURE,
            reason,
            certifies=True,
            permits=MDPPerm.NO_CHANGES,
            archival=True,
            field_exists=False,
        )
        return self._sealed(pdf, signature)

    def renew_timestamp(self, pdf: bytes) -> SealedRevision:
        """Validate the last document timestamp and put a new one around it (domain.md LW-13)."""
        return self._archived(pdf, lambda: self._stamped_again(pdf))

    def _sealed(self, parent: bytes, signature: _Signature, filling: Filling | None = None) -> SealedRevision:
        with beginning_with(parent):
            if signature.archival:
                return self._archived(parent, lambda: self._signed(parent, signature))
            return sealed_revision(self._signed(parent, signature, filling), self._timestamper)

    def _archived(self, parent: bytes, make: Callable[[], bytes]) -> SealedRevision:
        stamping = self._timestamper.for_archives
        require_provable(parent, self._trusts(self._key_or_none()))
        asyncio.run(stamping.become_known())
        known = stamping.known_certificates
        pdf = make()
        if known != stamping.known_certificates:
            # Another TSA stood in meanwhile: the store just written lacks its certificates.
            pdf = make()
        return sealed_revision(pdf, stamping)

    def _stamped_again(self, pdf: bytes) -> bytes:
        stream = BytesIO(pdf)
        reader = PdfFileReader(stream)
        number = len(reader.embedded_timestamp_signatures) + 1
        field = LATER_TIMESTAMP.format(number=number)
        stamping, context = self._timestamper.for_archives, self._context(self._key_or_none())
        LastTimestamper(stamping, field).update_archival_timestamp_chain(reader, context)
        return stream.getvalue()

    def _signed(self, parent: bytes, signature: _Signature, filling: Filling | None = None) -> bytes:
        stream = BytesIO(parent)
        writer = IncrementalPdfFileWriter(stream)
        if filling is not None:
            fill_into(writer, filling)
        key = self._keys.current()
        metadata = self._metadata(signature, key)
        stamping = self._timestamper.for_archives if signature.archival else self._timestamper
        signer = DatedPdfSigner(metadata, self._signer_with(key), stamping, self._clock())
        signer.sign_pdf(
            writer,
            existing_fields_only=signature.field_exists,
            in_place=True,
            bytes_reserved=RESERVED_HEX_DIGITS,
        )
        return stream.getvalue()

    def _metadata(self, signature: _Signature, key: SigningKey) -> PdfSignatureMetadata:
        return PdfSignatureMetadata(
            field_name=signature.field,
            md_algorithm=DIGEST,
            location=LOCATION,
            reason=signature.reason,
            name=self._name,
            certify=signature.certifies,
            docmdp_permissions=signature.permits,
            subfilter=SigSeedSubFilter.PADES,
            embed_validation_info=signature.archival,
            use_pades_lta=signature.archival,
            timestamp_field_name=DOCUMENT_TIMESTAMP if signature.archival else None,
            dss_settings=STORE_WITH_TIMESTAMP,
            validation_context=self._context(key) if signature.archival else None,
        )

    def _signer_with(self, key: SigningKey) -> KeySigner:
        signer = self._signer
        if signer is None or signer.key is not key:
            signer = self._signer = KeySigner(key)
        return signer

    def _key_or_none(self) -> SigningKey | None:
        """A timestamp is renewed also while no key may sign."""
        try:
            return self._keys.current()
        except SigningKeyUnusable:
            return None

    def _context(self, key: SigningKey | None) -> ValidationContext:
        return context_at(self._clock(), self._trusts(key), require_revocation=True)

    def _trusts(self, key: SigningKey | None) -> list[IssuerTrust]:
        stamping = (*self._timestamper.sources, *self._timestamper.retired)
        trusts = [source.trust for source in stamping]
        return trusts if key is None else list(dict.fromkeys([key.trust, *trusts]))
