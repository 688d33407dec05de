"""One signed state of a document, and the facts its last timestamp token proves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from asn1crypto import cms, x509
from pyhanko.sign.general import CMSExtractionError, NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

from adapters.pdfspeed.beginning import digest_of
from adapters.sealing.timestamps.ordered_timestamper import OrderedTimestamper

BYTE_RANGE_KEY = b"/ByteRange"
STAMPS_REMEMBERED = 64
"""Each signature is read when it is made, and again when what it stands in is concluded."""
BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)")


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


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a token says, and who made it; `enclosed` are the further certificates that came with it."""

    certificate: x509.Certificate
    enclosed: tuple[x509.Certificate, ...]
    at: datetime
    serial: str
    policy: str
    is_document_timestamp: bool


def sealed_revision(pdf: bytes, timestamper: OrderedTimestamper) -> SealedRevision:
    """Read the facts of the last signature of `pdf`; ValueError unless it has a token and covers the file."""
    end, last = next(_stamps(pdf))
    if end != len(pdf):
        raise ValueError(BYTE_RANGE_KEY)
    subject = last.certificate.subject
    return SealedRevision(
        pdf=pdf,
        digest=digest_of(pdf),
        timestamped_at=last.at,
        level="B-LTA" if last.is_document_timestamp else "B-T",
        tsa=subject.native.get("common_name", subject.human_friendly),
        serial=last.serial,
        policy=last.policy,
        accredited=timestamper.is_accredited(last.certificate),
        provider=timestamper.provider_of(last.certificate),
    )


def stamps_of(pdf: bytes) -> list[Stamp]:
    """Return the timestamp of each signature of a file of ours, and each document timestamp, last first."""
    return [stamp for _, stamp in _stamps(pdf)]


def _stamps(pdf: bytes) -> Iterator[tuple[int, Stamp]]:
    """Yield each with the place where what it covers ends."""
    place = pdf.rfind(BYTE_RANGE_KEY)
    while place >= 0:
        found = BYTE_RANGE.match(pdf, place)
        stamp = _stamp_in(pdf[int(found[1]) : int(found[2])]) if found else None
        if found and stamp:
            yield int(found[2]) + int(found[3]), stamp
        place = pdf.rfind(BYTE_RANGE_KEY, 0, place)


@lru_cache(maxsize=STAMPS_REMEMBERED)
def _stamp_in(gap: bytes) -> Stamp | None:
    """Read the gap of a /ByteRange: `<`, hex, `>`; None for what somebody wrote into the document's text."""
    try:
        signed = cms.ContentInfo.load(bytes.fromhex(gap[1:-1].decode("ascii")))["content"]
        token = _token_in(signed)
        info = token["encap_content_info"]["content"].parsed
        made = extract_certs_for_validation(token)
    except (ValueError, TypeError, KeyError, NonexistentAttributeError, CMSExtractionError):
        return None
    return Stamp(
        certificate=made.signer_cert,
        enclosed=tuple(made.other_certs),
        at=info["gen_time"].native,
        serial=f"{info['serial_number'].native:x}",
        policy=info["policy"].native,
        is_document_timestamp=token is signed,
    )


def _token_in(signed: cms.SignedData) -> cms.SignedData:
    """A document timestamp is a token itself; any other signature holds one (RFC 3161, appendix A)."""
    if signed["encap_content_info"]["content_type"].native == "tst_info":
        return signed
    attributes = signed["signer_infos"][0]["unsigned_attrs"]
    return find_unique_cms_attribute(attributes, "signature_time_stamp_token")["content"]
