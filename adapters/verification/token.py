"""When a signature's own timestamp token says it was made."""

from datetime import datetime

from asn1crypto import cms
from pyhanko.sign.general import NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def token_time(signature: EmbeddedPdfSignature) -> datetime | None:
    """Return the time in the document or signature timestamp, unproven as yet, or None without one."""
    token = _token(signature)
    if token is None:
        return None
    claimed: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return claimed


def _token(signature: EmbeddedPdfSignature) -> cms.SignedData | None:
    if signature.sig_object_type == "/DocTimeStamp":
        return signature.signed_data
    try:
        attributes = signature.signer_info["unsigned_attrs"]
        return find_unique_cms_attribute(attributes, "signature_time_stamp_token")["content"]
    except NonexistentAttributeError:
        return None
