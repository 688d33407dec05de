"""One signature object, measured. Nothing here judges: `contracts.verdict` does."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from asn1crypto import parser, x509
from pyhanko.sign.diff_analysis import DiffPolicy
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, read_certification_data
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus

from adapters.verification.certificates import chain_of, common_name
from adapters.verification.token import timestamp_of, token_time
from adapters.verification.trust import Trust, path_of
from contracts.verdict import TIMESTAMP, SignatureFinding
from contracts.verdict_details import TimestampFinding

Status = PdfSignatureStatus | DocumentTimestampStatus


def measured(embedded: EmbeddedPdfSignature, trust: Trust, policy: DiffPolicy) -> SignatureFinding:
    """Measure trust at the moment of the signature's own token, everything else as the bytes stand."""
    status = asyncio.run(_status(embedded, trust, policy))
    stamp = None if isinstance(status, DocumentTimestampStatus) else status.timestamp_validity
    stamp_ok = None if stamp is None else bool(stamp.intact and stamp.valid)
    modification = status.modification_level
    known = [*trust.certificates(), *embedded.other_embedded_certs]
    return SignatureFinding(
        field=str(embedded.field_name),  # pyHanko's own string carries the whole reader
        signer=common_name(embedded.signer_cert.subject),
        reason=_text(embedded.sig_object.get("/Reason")),
        signed_at=embedded.self_reported_timestamp,
        timestamped_at=_proven_time(status),
        level="B-T" if stamp_ok else "B-B",
        intact=status.intact,
        valid=status.valid,
        coverage=status.coverage.name if status.coverage else "UNCLEAR",
        modification=modification.name if modification else None,
        docmdp_ok=status.docmdp_ok,
        trusted=_is_known(status, trust) and (stamp is None or stamp.trusted),
        kind=_kind(embedded),
        digest_algorithm=embedded.md_algorithm,
        subfilter=str(embedded.sig_object.get("/SubFilter", "")).removeprefix("/"),
        timestamp_ok=stamp_ok,
        has_message_digest=_has_message_digest(embedded),
        padding_is_blank=_padding_is_blank(embedded),
        signer_infos=len(embedded.signed_data["signer_infos"]),
        timestamp_authority=common_name(stamp.signing_cert.subject) if stamp else "",
        certificates=chain_of(embedded.signer_cert, path_of(status) or known),
        timestamp=_timestamp(embedded, status, known),
    )


def _timestamp(
    embedded: EmbeddedPdfSignature, status: Status, known: Sequence[x509.Certificate]
) -> TimestampFinding | None:
    """The chain shown of a trusted one is the one that was validated: names alone can be borrowed."""
    stamp = status if isinstance(status, DocumentTimestampStatus) else status.timestamp_validity
    trusted = bool(stamp and stamp.trusted)
    way = path_of(stamp) if stamp and trusted else ()
    return timestamp_of(embedded, way or known, trusted=trusted)


def _is_known(status: Status, trust: Trust) -> bool:
    return bool(status.trusted) if isinstance(status, DocumentTimestampStatus) else trust.knows_signer(status)


async def _status(embedded: EmbeddedPdfSignature, trust: Trust, policy: DiffPolicy) -> Status:
    moment = token_time(embedded)
    stamps = trust.timestamp_context_at(moment)
    if embedded.sig_object_type == "/DocTimeStamp":
        return await async_validate_pdf_timestamp(embedded, stamps, policy)
    return await async_validate_pdf_signature(embedded, trust.context_at(moment), stamps, diff_policy=policy)


def _proven_time(status: Status) -> datetime | None:
    if isinstance(status, DocumentTimestampStatus):
        return status.timestamp
    stamp = status.timestamp_validity
    return stamp.timestamp if stamp and stamp.intact and stamp.valid else None


def _kind(embedded: EmbeddedPdfSignature) -> str:
    if embedded.sig_object_type == "/DocTimeStamp":
        return TIMESTAMP
    certification = read_certification_data(embedded.reader)
    is_author = certification is not None and certification.author_sig == embedded.sig_object
    return "certification" if is_author else "approval"


def _has_message_digest(embedded: EmbeddedPdfSignature) -> bool:
    names = [attribute["type"].native for attribute in embedded.signer_info["signed_attrs"]]
    return names.count("message_digest") == 1


def _padding_is_blank(embedded: EmbeddedPdfSignature) -> bool:
    length = parser.peek(embedded.pkcs7_content)
    return not any(embedded.pkcs7_content[length:])


def _text(value: Any) -> str | None:  # noqa: ANN401 - any PDF object may stand here
    return None if value is None else str(value)


def broken(field: str) -> SignatureFinding:
    """Return the finding for a signature object that could not even be measured."""
    return SignatureFinding(
        field=field,
        signer="",
        reason=None,
        signed_at=None,
        timestamped_at=None,
        level="none",
        intact=False,
        valid=False,
        coverage="UNCLEAR",
        modification=None,
        docmdp_ok=None,
        trusted=False,
        kind="approval",
        digest_algorithm="",
        subfilter="",
    )
