from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

PEM_MARK = b"-----BEGIN"


def certificates_in(data: bytes) -> list[str]:
    """Return the SHA-256, in hex, of each PEM or DER certificate in `data`; raises ValueError."""
    if PEM_MARK in data:
        found = x509.load_pem_x509_certificates(data)
    else:
        found = [x509.load_der_x509_certificate(data)]
    return [one.fingerprint(SHA256()).hex() for one in found]
