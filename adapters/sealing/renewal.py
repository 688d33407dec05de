"""One more document timestamp around a file that has one (domain.md LW-13)."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import DocumentTimestampStatus

from adapters.sealing.archival import LastTimestamper, known_paths, require_provable
from adapters.sealing.certificate_context import context_at
from adapters.sealing.keys.software_key import DIGEST
from adapters.sealing.revision import stamps_of
from adapters.sealing.timestamps.archiving_timestamper import ArchivingTimestamper
from adapters.sealing.timestamps.timestamp_source import NotProvable, TimestampRefused
from adapters.sealing.trust import IssuerTrust

LATER_TIMESTAMP = "DocTS-{number}"


def stamped_again(
    pdf: bytes,
    stamping: ArchivingTimestamper,
    trusts: Sequence[IssuerTrust],
    now: datetime,
    *,
    is_last_resort: bool,
) -> bytes:
    """Return `pdf` with one more; raises NotProvable where the last does not hold, or cannot be proved.

    As a last resort also what holds and cannot be proved is covered, before its protection ends.
    """
    stream = BytesIO(pdf)
    before = PdfFileReader(stream).embedded_timestamp_signatures
    status = _last_validated(pdf, before[-1], trusts, now)
    if not is_last_resort:
        _require_trusted(pdf, status, trusts)
    context = context_at(now, trusts, require_revocation=True)
    writer = IncrementalPdfFileWriter(stream)
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        before[-1].pkcs7_content,
        paths=(status.validation_path,) if status.validation_path else (),
        validation_context=context,
    )
    field = LATER_TIMESTAMP.format(number=len(before) + 1)
    LastTimestamper(stamping, field).timestamp_pdf(writer, DIGEST, context, in_place=True)
    return stream.getvalue()


def _last_validated(
    pdf: bytes, last: EmbeddedPdfSignature, trusts: Sequence[IssuerTrust], now: datetime
) -> DocumentTimestampStatus:
    """Lists that count now must say that nobody was revoked; older ones must not say that somebody was."""
    known = known_paths(stamps_of(pdf)[0], trusts)
    is_current = any(trust.is_current() for trust, _ in known)
    context = context_at(now, trusts, require_revocation=is_current)
    status = validate_pdf_timestamp(last, context, skip_diff=True)
    if not (status.intact and status.valid):
        raise _refused(status, "bad_signature")
    return status


def _require_trusted(pdf: bytes, status: DocumentTimestampStatus, trusts: Sequence[IssuerTrust]) -> None:
    require_provable(stamps_of(pdf)[0], trusts)
    if not status.trusted:
        raise _refused(status, "revoked" if status.revoked else "untrusted")


def _refused(status: DocumentTimestampStatus, code: str) -> NotProvable:
    return NotProvable((TimestampRefused(status.signing_cert.subject.human_friendly, code),))
