"""pyHanko's signer and signing session with the platform's key and our clock."""

from datetime import datetime, timedelta, timezone

from asn1crypto.algos import SignedDigestAlgorithm
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from adapters.sealing.keys.signing_key import SigningKey
from adapters.sealing.timestamps.ordered_timestamper import OrderedTimestamper

JST = timezone(timedelta(hours=9), "JST")


class KeySigner(Signer):
    """Signs with a key that stays open; pyHanko's SimpleSigner parses and checks it at each signature."""

    def __init__(self, key: SigningKey) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # left untyped there
        registry.register_multiple(key.chain)
        super().__init__(signing_cert=key.certificate, cert_registry=registry, embed_roots=True)
        self.key = key
        self._mechanisms: dict[str | None, SignedDigestAlgorithm] = {}

    def get_signature_mechanism_for_digest(self, digest_algorithm: str | None) -> SignedDigestAlgorithm:
        """Return what pyHanko makes of the key anew four times for each signature."""
        known = self._mechanisms.get(digest_algorithm)
        if known is None:
            made = super().get_signature_mechanism_for_digest(digest_algorithm)
            known = self._mechanisms[digest_algorithm] = SignedDigestAlgorithm.load(made.dump())
        return known

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - pyHanko's signature
        if dry_run:
            return bytes(self.key.certificate.public_key.byte_size * 2)
        return self.key.sign(data, digest_algorithm)


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
