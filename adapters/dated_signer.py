"""A signature's /M as it was recorded, not as the machine's clock says."""

from datetime import datetime, timedelta, timezone

from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper

JST = timezone(timedelta(hours=9), "JST")


class DatedPdfSigner(PdfSigner):
    """Writes /M from the time it is given, in Japan's zone (domain.md CL-35)."""

    def __init__(
        self,
        metadata: PdfSignatureMetadata,
        signer: Signer,
        signed_at: datetime,
        timestamper: TimeStamper | None = None,
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
