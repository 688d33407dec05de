"""The signatures of our own files as separate DER objects, for programs that know no PDF (RFC 5652)."""

from collections.abc import Iterator

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from adapters.proof.answers import CutSignature


def signatures_in(reader: PdfFileReader) -> Iterator[CutSignature]:
    """Yield them in the order of their revisions; what bears no token is left out."""
    for one in reader.embedded_signatures:
        is_timestamp = one.sig_object_type == "/DocTimeStamp"
        token = _content_info(one.signed_data) if is_timestamp else _token_of(one)
        if token is None:
            continue
        start, before, resumes, after = (int(number) for number in one.byte_range)
        yield CutSignature(
            field=str(one.field_name),
            reason=str(one.sig_object.get("/Reason", "")),
            byte_range=(start, before, resumes, after),
            der=_content_info(one.signed_data),
            value=bytes(one.signer_info["signature"].native),
            token=token,
            is_timestamp=is_timestamp,
        )


def _token_of(signature: EmbeddedPdfSignature) -> bytes | None:
    try:
        attributes = signature.signer_info["unsigned_attrs"]
        token: bytes = find_unique_cms_attribute(attributes, "signature_time_stamp_token").dump()
    except NonexistentAttributeError:
        return None
    return token


def _content_info(signed: cms.SignedData) -> bytes:
    der: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return der
