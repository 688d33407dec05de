"""The signatures of a contract's life, each in its own revision (design.md section 6)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata
from pyhanko_certvalidator import ValidationContext

from adapters import pdfspeed
from adapters.dated_signer import DatedPdfSigner
from adapters.filling import (
    CREATION_SIGNATURE,
    DOCUMENT_TIMESTAMP,
    FINAL_SIGNATURE,
    Filling,
    fill_into,
    signature_field,
)
from adapters.pdfspeed.beginning import beginning_with
from adapters.sealing.archival import STORE_WITH_TIMESTAMP, earlier_paths
from adapters.sealing.certificate_context import context_at
from adapters.sealing.key_signer import KeySigner
from adapters.sealing.keys.signing_key import KeySource, SigningKey
from adapters.sealing.keys.software_key import DIGEST
from adapters.sealing.own import embedded
from adapters.sealing.renewal import stamped_again
from adapters.sealing.revision import SealedRevision, sealed_revision
from adapters.sealing.timestamps.archiving_timestamper import ArchiveMemory, ArchivingTimestamper
from adapters.sealing.timestamps.ordered_timestamper import OrderedTimestamper
from adapters.sealing.timestamps.timestamp_source import TimestampUnavailable
from adapters.sealing.timestamps.token_check import LARGEST_TOKEN
from adapters.sealing.trust import IssuerTrust
from contracts.signing import OwnSignature

pdfspeed.install()

LARGEST_CHAIN = 10 * 1024
"""Octets of our signature and of the certificates of our key."""
RESERVED_HEX_DIGITS = 2 * (LARGEST_CHAIN + LARGEST_TOKEN)
CERTIFICATE_SIGNATURE = "Sig-certificate"
STORES_WRITTEN = 3
"""At most, while one TSA stands in for another between the store and the token."""
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
        self._memory = ArchiveMemory()

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

    def renew_timestamp(self, pdf: bytes, *, is_last_resort: bool = False) -> SealedRevision:
        """Put a new document timestamp around the last one, which is validated before (domain.md LW-13).

        Raises NotProvable while it cannot be; as a last resort it is covered as it stands.
        """
        stamping = ArchivingTimestamper(self._timestamper, self._memory)
        trusts = self._stamping_trusts()
        return self._archived(
            stamping,
            lambda: stamped_again(pdf, stamping, trusts, self._clock(), is_last_resort=is_last_resort),
        )

    def _sealed(self, parent: bytes, signature: _Signature, filling: Filling | None = None) -> SealedRevision:
        with beginning_with(parent):
            if not signature.archival:
                signed = self._signed(parent, signature, self._timestamper, filling)
                return sealed_revision(signed, self._timestamper)
            earlier = earlier_paths(parent, self._stamping_trusts())
            stamping = ArchivingTimestamper(self._timestamper, self._memory, earlier)
            return self._archived(stamping, lambda: self._signed(parent, signature, stamping))

    def _archived(self, stamping: ArchivingTimestamper, make: Callable[[], bytes]) -> SealedRevision:
        for _ in range(STORES_WRITTEN):
            asyncio.run(stamping.begin())
            pdf = make()
            if stamping.has_stored_all:
                return sealed_revision(pdf, stamping)
        raise TimestampUnavailable(())

    def _signed(
        self,
        parent: bytes,
        signature: _Signature,
        stamping: OrderedTimestamper,
        filling: Filling | None = None,
    ) -> bytes:
        stream = BytesIO(parent)
        writer = IncrementalPdfFileWriter(stream)
        if filling is not None:
            fill_into(writer, filling)
        key = self._keys.current()
        metadata = self._metadata(signature, key)
        signer = DatedPdfSigner(metadata, self._signer_with(key), self._clock(), stamping)
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

    def _context(self, key: SigningKey) -> ValidationContext:
        trusts = list(dict.fromkeys([key.trust, *self._stamping_trusts()]))
        return context_at(self._clock(), trusts, require_revocation=True)

    def _stamping_trusts(self) -> list[IssuerTrust]:
        """The signing key's authority vouches for no token, though it may stand above a TSA too."""
        return [one.trust for one in (*self._timestamper.sources, *self._timestamper.retired)]
