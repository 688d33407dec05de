"""What a certificate of whoever signs must be like, whosever it is: the platform's or a party's own."""

import unicodedata

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate

from contracts.filed_names import UNSEEN

SIGNING_USES = {"digital_signature", "non_repudiation"}
FITTING_PURPOSES = {
    "1.3.6.1.5.5.7.3.36",  # id-kp-documentSigning, RFC 9336
    "1.3.6.1.5.5.7.3.4",  # emailProtection, of many personal certificates
    "1.2.840.113583.1.1.5",  # Adobe, authentic documents
    "1.3.6.1.4.1.311.10.3.12",  # Microsoft, document signing
    "2.5.29.37.0",
}
LEAST_RSA_BITS = 2048
MOST_RSA_BITS = 8192
CURVES = {"secp256r1", "secp384r1", "secp521r1", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1"}
DIGESTS = {"sha256", "sha384", "sha512"}
"""What an issuer may have signed with (LW-15)."""


def unfit(certificate: x509.Certificate) -> str:
    """Return what is in the way, or nothing for one that may sign documents.

    One of is_an_authority, not_for_signing, too_weak, weak_digest.
    """
    if certificate.ca:
        return "is_an_authority"
    uses = certificate.key_usage_value
    purposes = certificate.extended_key_usage_value
    if uses is not None and not SIGNING_USES & set(uses.native):
        return "not_for_signing"
    if purposes is not None and not FITTING_PURPOSES & {one.dotted for one in purposes}:
        return "not_for_signing"
    if not is_strong(certificate):
        return "too_weak"
    return "" if is_signed_strongly(certificate) else "weak_digest"


def is_strong(certificate: x509.Certificate) -> bool:
    """Whether it is RSA or a named curve of this size that we can check; SHA-256 goes with either."""
    try:
        public = load_der_x509_certificate(certificate.dump()).public_key()
    except (ValueError, UnsupportedAlgorithm):
        return False
    if isinstance(public, rsa.RSAPublicKey):
        return LEAST_RSA_BITS <= public.key_size <= MOST_RSA_BITS
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return False
    is_named = certificate.public_key["algorithm"]["parameters"].name == "named"  # RFC 5480, section 2.1.1
    return is_named and public.curve.name in CURVES


def is_signed_strongly(certificate: x509.Certificate) -> bool:
    """Whether its issuer signed it with SHA-256 or better; what signed itself says nothing by that."""
    try:
        return bool(certificate.self_issued) or certificate.hash_algo in DIGESTS
    except ValueError:
        return False


def spoken(text: str) -> str:
    """Return a name out of a certificate without what draws nothing: it stands in sentences about people."""
    return "".join(" " if unicodedata.category(one) in UNSEEN else one for one in text)


def holds(certificate: x509.Certificate, signature: bytes, data: bytes) -> bool:
    """Whether `signature` is that of the certificate's key over the SHA-256 of `data`."""
    try:
        public = load_der_x509_certificate(certificate.dump()).public_key()
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True


def issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    if not issuer.ca or issuer.subject != certificate.issuer:
        return False
    child = load_der_x509_certificate(certificate.dump())
    try:
        child.verify_directly_issued_by(load_der_x509_certificate(issuer.dump()))
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def shown(certificate: x509.Certificate) -> str:
    return f"{certificate.subject.human_friendly}, serial {certificate.serial_number:x}"
