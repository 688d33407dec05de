"""From a PDF of ours to the certificate, the key and the digest that its last timestamp rests on."""

from datetime import datetime
from io import BytesIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from adapters import pdfspeed
from contracts.preserving import Protection

pdfspeed.install()


class NotTimestamped(Exception):
    """The last signature of the file carries no timestamp."""


def protection_of(pdf: bytes) -> Protection:
    """Read the last signature of `pdf`, which is ours; raises NotTimestamped."""
    signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
    if not signatures:
        raise NotTimestamped
    token = _token_of(signatures[-1])
    found = extract_certs_for_validation(token)
    info = token["encap_content_info"]["content"].parsed
    return Protection(
        timestamped_at=info["gen_time"].native,
        certificate_ends_at=_earliest_end([found.signer_cert, *found.other_certs]),
        digest=info["message_imprint"]["hash_algorithm"]["algorithm"].native,
        key=found.signer_cert.public_key.algorithm,
        key_bits=found.signer_cert.public_key.bit_size,
    )


def _token_of(signature: EmbeddedPdfSignature) -> cms.SignedData:
    if signature.sig_object_type == "/DocTimeStamp":
        return signature.signed_data
    try:
        attributes = signature.signer_info["unsigned_attrs"]
        return find_unique_cms_attribute(attributes, "signature_time_stamp_token")["content"]
    except NonexistentAttributeError as missing:
        raise NotTimestamped from missing


def _earliest_end(certificates: list[x509.Certificate]) -> datetime:
    """A root is believed for itself, not for its dates."""
    ends: list[datetime] = [
        one["tbs_certificate"]["validity"]["not_after"].native
        for one in certificates
        if one.self_issued is not True
    ]
    return min(ends)
