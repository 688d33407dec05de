"""A signature's own timestamp token: when it was made, by whom, under which policy."""

from collections.abc import Iterable
from datetime import datetime

from asn1crypto import cms, tsp, x509
from pyhanko.sign.general import NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from adapters.verification.certificates import chain_of, common_name
from contracts.verdict_details import TimestampFinding


def token_time(signature: EmbeddedPdfSignature) -> datetime | None:
    """Return the time in the document or signature timestamp, unproven as yet, or None without one."""
    token = _token(signature)
    if token is None:
        return None
    claimed: datetime = _content(token)["gen_time"].native
    return claimed


def timestamp_of(
    signature: EmbeddedPdfSignature, known: Iterable[x509.Certificate], *, trusted: bool
) -> TimestampFinding | None:
    """Return what the token says; `known` are further certificates that its chain may pass."""
    token = _token(signature)
    if token is None:
        return None
    content = _content(token)
    found = extract_certs_for_validation(token)
    return TimestampFinding(
        at=content["gen_time"].native,
        authority=common_name(found.signer_cert.subject),
        serial=f"{content['serial_number'].native:x}",
        policy=str(content["policy"].dotted),
        trusted=trusted,
        certificates=chain_of(found.signer_cert, [*known, *found.other_certs]),
    )


def _content(token: cms.SignedData) -> tsp.TSTInfo:
    return token["encap_content_info"]["content"].parsed


def _token(signature: EmbeddedPdfSignature) -> cms.SignedData | None:
    if signature.sig_object_type == "/DocTimeStamp":
        return signature.signed_data
    try:
        attributes = signature.signer_info["unsigned_attrs"]
        return find_unique_cms_attribute(attributes, "signature_time_stamp_token")["content"]
    except NonexistentAttributeError:
        return None
