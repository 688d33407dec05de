"""One signed state of a document, and the facts its last timestamp token proves."""

import re
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, x509
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from adapters.pdfspeed.beginning import digest_of
from adapters.sealing.timestamps.ordered_timestamper import OrderedTimestamper

BYTE_RANGE_KEY = b"/ByteRange"
BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+\d+")


@dataclass(frozen=True, slots=True)
class SealedRevision:
    """`timestamped_at` (UTC), `serial` (hex) and `policy` (OID) stand in the last token; `digest` is SHA-256.

    `level` is B-T or B-LTA; `tsa` is the common name in the TSA's certificate, `provider` the 事業者名 of an
    accredited one.
    """

    pdf: bytes
    digest: str
    timestamped_at: datetime
    level: str
    tsa: str
    serial: str
    policy: str
    accredited: bool
    provider: str = ""


def sealed_revision(pdf: bytes, timestamper: OrderedTimestamper) -> SealedRevision:
    """Read the facts of the last signature of `pdf`; one without a token raises NonexistentAttributeError."""
    last = last_cms(pdf)
    token = _token_in(last)
    info = token["encap_content_info"]["content"].parsed
    certificate = extract_certs_for_validation(token).signer_cert
    return SealedRevision(
        pdf=pdf,
        digest=digest_of(pdf),
        timestamped_at=info["gen_time"].native,
        level="B-LTA" if token is last else "B-T",
        tsa=certificate.subject.native.get("common_name", certificate.subject.human_friendly),
        serial=f"{info['serial_number'].native:x}",
        policy=info["policy"].native,
        accredited=timestamper.is_accredited(certificate),
        provider=timestamper.provider_of(certificate),
    )


def last_cms(pdf: bytes) -> cms.SignedData:
    """Return the signature written last into a file of ours: what stands in the gap of its /ByteRange."""
    found = BYTE_RANGE.match(pdf, pdf.rindex(BYTE_RANGE_KEY))
    if found is None:
        raise ValueError(BYTE_RANGE_KEY)
    begin, end = int(found[1]), int(found[2])
    return cms.ContentInfo.load(bytes.fromhex(pdf[begin + 1 : end - 1].decode("ascii")))["content"]


def tsa_certificate(signature: EmbeddedPdfSignature) -> x509.Certificate:
    """Return the certificate of the TSA that stamped this signature, or this document timestamp."""
    return extract_certs_for_validation(_token_in(signature.signed_data)).signer_cert


def _token_in(signed: cms.SignedData) -> cms.SignedData:
    """A document timestamp is a token itself; any other signature holds one (RFC 3161, appendix A)."""
    if signed["encap_content_info"]["content_type"].native == "tst_info":
        return signed
    attributes = signed["signer_infos"][0]["unsigned_attrs"]
    return find_unique_cms_attribute(attributes, "signature_time_stamp_token")["content"]
