"""Signing with a private key that stands in this process's memory, parsed once."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
DIGEST = "sha256"


def signature_by(key: PrivateKey, data: bytes, digest: str) -> bytes:
    """Return RSA PKCS#1 v1.5 or DER-encoded ECDSA over `data`; only SHA-256 is signed."""
    if digest != DIGEST:
        raise ValueError(digest)
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(data, ec.ECDSA(hashes.SHA256()))
