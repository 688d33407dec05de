"""What the party brings back: a signature over exactly the attributes it was handed, or nothing is taken."""

import binascii
import hashlib
import re
from base64 import b64decode

from asn1crypto import cms, x509

from adapters.own_signing.certificates import OwnCertificateRefused
from adapters.own_signing.preparing import LARGEST_SIGNATURE
from adapters.signer_check import holds

BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def taken(signer: bytes, attributes: bytes, given: bytes) -> bytes:
    """Return the signature, raw or in Base64, if the key of the DER certificate `signer` made it.

    Raises OwnCertificateRefused with signature_wrong.
    """
    certificate = x509.Certificate.load(signer)
    for candidate in (given, _unarmoured(given)):
        if 0 < len(candidate) <= LARGEST_SIGNATURE and holds(certificate, candidate, attributes):
            return candidate
    raise OwnCertificateRefused("signature_wrong")


def _unarmoured(given: bytes) -> bytes:
    try:
        return b64decode(b"".join(given[: 2 * LARGEST_SIGNATURE].split()), validate=True)
    except binascii.Error:
        return b""


def open_region(pdf: bytes) -> tuple[int, int]:
    """Return where the room for the last signature begins and ends; it must be empty and reach the end."""
    *_, (start, length, resumes, rest) = (tuple(map(int, one.groups())) for one in BYTE_RANGE.finditer(pdf))
    room = pdf[length + 1 : resumes - 1]
    if start or resumes + rest != len(pdf) or room.strip(b"0"):
        raise OwnCertificateRefused("signature_wrong")
    return length, resumes


def document_digest(pdf: bytes) -> bytes:
    begins, ends = open_region(pdf)
    return hashlib.sha256(pdf[:begins] + pdf[ends:]).digest()


def signed_digest(attributes: bytes) -> bytes:
    """Return the digest of the document that the signed attributes speak of."""
    told = {one["type"].native: one["values"] for one in cms.CMSAttributes.load(attributes)}
    digest: bytes = told["message_digest"][0].native
    return digest
