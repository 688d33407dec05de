"""One signed state of a document, and the facts its last timestamp token proves."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from adapters.sealing.ordered_timestamper import OrderedTimestamper


@dataclass(frozen=True, slots=True)
class SealedRevision:
    """`timestamped_at` (UTC), `serial` (hex) and `policy` (OID) stand in the last token; `digest` is SHA-256.

    `level` is B-T or B-LTA; `tsa` is the common name in the TSA's certificate.
    """

    pdf: bytes
    digest: str
    timestamped_at: datetime
    level: str
    tsa: str
    serial: str
    policy: str
    accredited: bool


def sealed_revision(pdf: bytes, timestamper: OrderedTimestamper) -> SealedRevision:
    """Read the facts of the last signature of `pdf`; one without a token raises NonexistentAttributeError."""
    last = PdfFileReader(BytesIO(pdf)).embedded_signatures[-1]
    token = _token_of(last)
    info = token["encap_content_info"]["content"].parsed
    certificate = extract_certs_for_validation(token).signer_cert
    return SealedRevision(
        pdf=pdf,
        digest=hashlib.sha256(pdf).hexdigest(),
        timestamped_at=info["gen_time"].native,
        level="B-LTA" if _is_document_timestamp(last) else "B-T",
        tsa=certificate.subject.native.get("common_name", certificate.subject.human_friendly),
        serial=f"{info['serial_number'].native:x}",
        policy=info["policy"].native,
        accredited=timestamper.is_accredited(certificate),
    )


def _is_document_timestamp(signature: EmbeddedPdfSignature) -> bool:
    return bool(signature.sig_object_type == "/DocTimeStamp")


def _token_of(signature: EmbeddedPdfSignature) -> cms.SignedData:
    if _is_document_timestamp(signature):
        return signature.signed_data
    attributes = signature.signer_info["unsigned_attrs"]
    return find_unique_cms_attribute(attributes, "signature_time_stamp_token")["content"]
