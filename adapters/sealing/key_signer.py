"""pyHanko's signer and signing session with our key and our clock."""

from datetime import datetime, timedelta, timezone

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from adapters.sealing.authority import Authority, as_asn1
from adapters.sealing.ordered_timestamper import OrderedTimestamper

DIGEST = "sha256"
JST = timezone(timedelta(hours=9), "JST")


class KeySigner(Signer):
    """Signs with a key that stays parsed; pyHanko's SimpleSigner parses and checks it at each signature."""

    def __init__(self, authority: Authority) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # left untyped there
        registry.register_multiple(authority.chain)
        super().__init__(
            signing_cert=as_asn1(authority.signer),
            cert_registry=registry,
            embed_roots=True,
        )
        self._key = authority.signer.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - pyHanko's signature
        if digest_algorithm != DIGEST:
            raise ValueError(digest_algorithm)
        if dry_run:
            return bytes(self._key.key_size // 8)
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


class DatedPdfSigner(PdfSigner):
    """Writes /M from the time it is given, in Japan's zone (domain.md CL-35)."""

    def __init__(
        self,
        metadata: PdfSignatureMetadata,
        signer: KeySigner,
        timestamper: OrderedTimestamper,
        signed_at: datetime,
    ) -> None:
        super().__init__(metadata, signer=signer, timestamper=timestamper)
        self._signed_at = signed_at.astimezone(JST)

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - pyHanko's signature
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._signed_at
        return session
