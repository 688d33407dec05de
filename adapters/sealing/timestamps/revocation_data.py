"""Revocation lists (RFC 5280) and OCSP answers (RFC 6960): which may be kept, and until when they count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

CLOCKS_MAY_DIFFER_BY = timedelta(minutes=5)
COUNTS_WITHOUT_END = timedelta(days=1)
"""What names no next update is asked for again after this."""


class RevocationDataRefused(Exception):
    """What an address gave may not be kept; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when a list or an answer counts."""

    begins: datetime
    ends: datetime

    def holds(self, now: datetime) -> bool:
        return self.begins - CLOCKS_MAY_DIFFER_BY <= now < self.ends


@dataclass(frozen=True, slots=True)
class Question:
    """A certificate whose status a responder is asked for."""

    certificate: x509.Certificate
    issuer: x509.Certificate

    def der(self) -> bytes:
        builder = ocsp.OCSPRequestBuilder().add_certificate(self.certificate, self.issuer, hashes.SHA256())
        return builder.build().public_bytes(Encoding.DER)


def span_of_list(der: bytes) -> Span:
    """Return until when a list counts, or raise RevocationDataRefused for what is none."""
    read = _read_list(der)
    return _span(read.last_update_utc, read.next_update_utc)


def checked_list(received: bytes, issuers: Sequence[x509.Certificate], now: datetime) -> bytes:
    """Return the list in DER if one of `issuers` signed it and it counts now."""
    read = _read_list(received)
    for issuer in issuers:
        if issuer.subject == read.issuer and _signed_list(read, issuer):
            break
    else:
        raise RevocationDataRefused("foreign_list")
    if not _span(read.last_update_utc, read.next_update_utc).holds(now):
        raise RevocationDataRefused("stale")
    return read.public_bytes(Encoding.DER)


def span_of_answer(der: bytes) -> Span:
    read = _read_answer(der)
    return _span(read.this_update_utc, read.next_update_utc)


def checked_answer(received: bytes, question: Question, now: datetime) -> bytes:
    """Return the answer if it tells of exactly this certificate whether it is revoked, by whom may say so."""
    read = _read_answer(received)
    if read.serial_number != question.certificate.serial_number or not _is_answered_by(read, question.issuer):
        raise RevocationDataRefused("foreign_answer")
    if read.certificate_status is ocsp.OCSPCertStatus.UNKNOWN:
        raise RevocationDataRefused("unknown")
    if not _span(read.this_update_utc, read.next_update_utc).holds(now):
        raise RevocationDataRefused("stale")
    return received


def says_revoked(answer: bytes, certificate: bytes) -> bool:
    """Whether a kept answer says so of this DER certificate; one that is old is believed in this."""
    read = _read_answer(answer)
    serial = x509.load_der_x509_certificate(certificate).serial_number
    return read.certificate_status is ocsp.OCSPCertStatus.REVOKED and read.serial_number == serial


def _span(begins: datetime, ends: datetime | None) -> Span:
    return Span(begins, ends or begins + COUNTS_WITHOUT_END)


def _read_list(received: bytes) -> x509.CertificateRevocationList:
    is_pem = received.lstrip().startswith(b"-----BEGIN")
    try:
        return x509.load_pem_x509_crl(received) if is_pem else x509.load_der_x509_crl(received)
    except (ValueError, TypeError) as reason:
        raise RevocationDataRefused("unreadable") from reason


def _signed_list(read: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    try:
        return read.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]  # other keys are refused by it
    except (TypeError, UnsupportedAlgorithm):
        return False


def _read_answer(received: bytes) -> ocsp.OCSPResponse:
    try:
        read = ocsp.load_der_ocsp_response(received)
    except ValueError as reason:
        raise RevocationDataRefused("unreadable") from reason
    if read.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise RevocationDataRefused("not_answered")
    return read


def _is_answered_by(read: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """The issuer itself signs, or somebody it certified for this one purpose (RFC 6960, section 4.2.2.2)."""
    return any(_signed_answer(read, one) for one in (issuer, *_delegates(read.certificates, issuer)))


def _delegates(offered: Iterable[x509.Certificate], issuer: x509.Certificate) -> Iterable[x509.Certificate]:
    for one in offered:
        try:
            one.verify_directly_issued_by(issuer)
            purposes = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
            continue
        if ExtendedKeyUsageOID.OCSP_SIGNING in purposes:
            yield one


def _signed_answer(read: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    key, algorithm = signer.public_key(), read.signature_hash_algorithm
    if algorithm is None:
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(read.signature, read.tbs_response_bytes, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(read.signature, read.tbs_response_bytes, ec.ECDSA(algorithm))
        else:
            return False
    except InvalidSignature:
        return False
    return True
