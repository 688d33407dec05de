"""What a signature says of its certificate is the same each time: a tenth of one B-B signature."""

from functools import lru_cache
from typing import Any

from asn1crypto import tsp, x509
from pyhanko.sign import attributes

REMEMBERED = 64

_identify = attributes.as_signing_certificate_v2  # type: ignore[attr-defined]  # pyHanko imports it there


@lru_cache(REMEMBERED)
def _encoded(certificate: bytes, hash_algo: str) -> bytes:
    encoded: bytes = _identify(x509.Certificate.load(certificate), hash_algo).dump()
    return encoded


def as_signing_certificate_v2(cert: x509.Certificate, hash_algo: str = "sha256") -> Any:  # noqa: ANN401 -- asn1crypto is untyped
    """Return the ESSCertIDv2 of the certificate (RFC 5035): a value of its own, read from one encoding."""
    return tsp.SigningCertificateV2.load(_encoded(cert.dump(), hash_algo))
