"""What a certificate of whoever signs must be like, whosever it is: the platform's or a party's own."""

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate

SIGNING_USES = {"digital_signature", "non_repudiation"}
FITTING_PURPOSES = {
    "1.3.6.1.5.5.7.3.36",  # id-kp-documentSigning, RFC 9336
    "1.3.6.1.5.5.7.3.4",  # emailProtection, of many personal certificates
    "1.2.840.113583.1.1.5",  # Adobe, authentic documents
    "1.3.6.1.4.1.311.10.3.12",  # Microsoft, document signing
    "2.5.29.37.0",
}
LEAST_RSA_BITS = 2048
LEAST_EC_BITS = 256


def unfit(certificate: x509.Certificate) -> str:
    """Return is_an_authority, not_for_signing or too_weak, or nothing for one that may sign documents."""
    if certificate.ca:
        return "is_an_authority"
    uses = certificate.key_usage_value
    purposes = certificate.extended_key_usage_value
    if uses is not None and not SIGNING_USES & set(uses.native):
        return "not_for_signing"
    if purposes is not None and not FITTING_PURPOSES & {one.dotted for one in purposes}:
        return "not_for_signing"
    return "" if is_strong(certificate) else "too_weak"


def is_strong(certificate: x509.Certificate) -> bool:
    """Only RSA and EC are signed with; SHA-256 goes with either."""
    least = {"rsa": LEAST_RSA_BITS, "ec": LEAST_EC_BITS}.get(certificate.public_key.algorithm)
    return least is not None and certificate.public_key.bit_size >= least


def holds(certificate: x509.Certificate, signature: bytes, data: bytes) -> bool:
    """Whether `signature` is that of the certificate's key over the SHA-256 of `data`."""
    public = load_der_x509_certificate(certificate.dump()).public_key()
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    if not issuer.ca or issuer.subject != certificate.issuer:
        return False
    child = load_der_x509_certificate(certificate.dump())
    try:
        child.verify_directly_issued_by(load_der_x509_certificate(issuer.dump()))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def shown(certificate: x509.Certificate) -> str:
    return f"{certificate.subject.human_friendly}, serial {certificate.serial_number:x}"
