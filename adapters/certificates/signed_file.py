"""What the concluded PDF says of its own final signature; our own file, read as it stands in the store."""

from datetime import datetime
from io import BytesIO
from types import MappingProxyType

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from contracts.certificate import SignedFile, SigningCertificate, in_jst

SHORT = MappingProxyType(
    {
        "common_name": "CN",
        "organization_name": "O",
        "organizational_unit_name": "OU",
        "country_name": "C",
    }
)


def signed_file(pdf: bytes) -> SignedFile:
    """Return pages, time and certificate of the last signature that is not a document timestamp."""
    reader = PdfFileReader(BytesIO(pdf))
    final = reader.embedded_regular_signatures[-1]
    return SignedFile(
        pages=int(reader.root["/Pages"]["/Count"]),
        signed_at=in_jst(_time_of(final)),
        certificate=_certificate(final.signer_cert),
    )


def _time_of(signature: EmbeddedPdfSignature) -> datetime:
    attributes = signature.signer_info["unsigned_attrs"]
    token = find_unique_cms_attribute(attributes, "signature_time_stamp_token")["content"]
    at: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return at


def _certificate(certificate: x509.Certificate) -> SigningCertificate:
    validity = certificate["tbs_certificate"]["validity"]
    return SigningCertificate(
        subject=_spelled(certificate.subject),
        issuer=_spelled(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        valid_from=in_jst(validity["not_before"].native),
        valid_until=in_jst(validity["not_after"].native),
    )


def _spelled(name: x509.Name) -> str:
    """Return e.g. `CN=…, O=…, C=JP`, the most particular first as in RFC 4514."""
    parts = [attribute for level in name.chosen for attribute in level]
    return ", ".join(
        f"{SHORT.get(part['type'].native, part['type'].native)}={part['value'].native}"
        for part in parts[::-1]
    )
