"""Which reply of a TSA may stand in a signature (RFC 3161, section 2.4.2; threats.md T63)."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from asn1crypto import cms, tsp, x509
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    get_signing_cert_attr,
    validate_sig_integrity,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.status import TimestampSignatureStatus

from adapters.sealing.certificate_context import context_at
from adapters.sealing.timestamps.revocation_data import says_revoked
from adapters.sealing.timestamps.timestamp_source import TimestampRefused, TimestampSource
from adapters.sealing.timestamps.vouching import VouchedCertificates
from adapters.sealing.trust import IssuerTrust

_log = logging.getLogger(__name__)

GRANTED = frozenset({"granted", "granted_with_mods"})
CLOCKS_MAY_DIFFER_BY = timedelta(minutes=5)
LEAST_ACCURATE = timedelta(minutes=1)
"""What names no accuracy is bound by its policy (RFC 3161, section 2.4.2)."""
LARGEST_TOKEN = 10 * 1024
"""Octets, with its TSA's certificates: the room in the file is left before a TSA is asked."""
STRONG = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
LEAST_RSA_BITS, LEAST_EC_BITS = 2048, 256


async def checked_token(
    source: TimestampSource,
    request: tsp.TimeStampReq,
    reply: bytes,
    now: datetime,
    vouched: VouchedCertificates,
) -> cms.ContentInfo:
    """Return the token of a reply that answers exactly this request, or raise TimestampRefused."""
    try:
        response = tsp.TimeStampResp.load(reply, strict=True)
        code = await _objection(source, request, response, now, vouched)
    except Exception as reason:  # asn1crypto and pyHanko fail in many ways on a foreign answer
        _log.warning("reply of TSA %s cannot be read", source.name, exc_info=True)
        raise TimestampRefused(source.name, "unreadable") from reason
    if code is not None:
        raise TimestampRefused(source.name, code)
    return response["time_stamp_token"]


async def _objection(
    source: TimestampSource,
    request: tsp.TimeStampReq,
    response: tsp.TimeStampResp,
    now: datetime,
    vouched: VouchedCertificates,
) -> str | None:
    if response["status"]["status"].native not in GRANTED:
        return "not_granted"
    token = response["time_stamp_token"]
    if len(token.dump()) > LARGEST_TOKEN:
        return "too_long"
    found = _difference(source, request, token, now) or _ambiguity(token["content"])
    if found:
        return found
    certificate = extract_certs_for_validation(token["content"]).signer_cert
    found = _shortcoming(token["content"], certificate)
    return found or await _weakness(source, request, (token["content"], certificate), vouched)


def _difference(
    source: TimestampSource, request: tsp.TimeStampReq, token: cms.ContentInfo, now: datetime
) -> str | None:
    """Return how the token differs from what was asked for (RFC 3161, section 2.2)."""
    info = token["content"]["encap_content_info"]["content"].parsed
    if info["nonce"].native != request["nonce"].native:
        return "wrong_nonce"
    if info["message_imprint"].dump() != request["message_imprint"].dump():
        return "wrong_imprint"
    if source.trust.policy and info["policy"].dotted != source.trust.policy:
        return "wrong_policy"
    if abs(info["gen_time"].native - now) > CLOCKS_MAY_DIFFER_BY:
        return "wrong_time"
    return "inaccurate" if _accuracy(info) > LEAST_ACCURATE else None


def _accuracy(info: tsp.TSTInfo) -> timedelta:
    told = info["accuracy"].native or {}
    return timedelta(
        seconds=told.get("seconds") or 0,
        milliseconds=told.get("millis") or 0,
        microseconds=told.get("micros") or 0,
    )


def _ambiguity(signed: cms.SignedData) -> str | None:
    """Return why it is not said beyond doubt who signed (RFC 3161, section 2.4.2; RFC 5816)."""
    if len(signed["signer_infos"]) != 1:
        return "many_signers"
    if get_signing_cert_attr(signed["signer_infos"][0]["signed_attrs"]) is None:
        return "unnamed_signer"
    return None


def _shortcoming(signed: cms.SignedData, certificate: x509.Certificate) -> str | None:
    """Return what a TSA must not do: serve other purposes too (RFC 3161, section 2.3), be weak (LW-15)."""
    if not _only_stamps(certificate):
        return "wrong_purpose"
    weak = set(_digests(signed, certificate)) - STRONG
    return "weak_algorithm" if weak or not _has_strong_key(certificate) else None


def _only_stamps(certificate: x509.Certificate) -> bool:
    for extension in certificate["tbs_certificate"]["extensions"]:
        if extension["extn_id"].native == "extended_key_usage":
            purposes = extension["extn_value"].parsed.native
            return bool(extension["critical"].native and purposes == ["time_stamping"])
    return False


def _digests(signed: cms.SignedData, certificate: x509.Certificate) -> Iterator[str]:
    signer = signed["signer_infos"][0]
    yield signer["digest_algorithm"]["algorithm"].native
    yield certificate.hash_algo
    algorithm = signer["signature_algorithm"]
    if algorithm["algorithm"].native != "rsassa_pkcs1v15":
        # One that names no digest signs by the one above (RFC 5754, section 3.2).
        yield algorithm.hash_algo


def _has_strong_key(certificate: x509.Certificate) -> bool:
    key = certificate.public_key
    return bool(key.bit_size >= (LEAST_RSA_BITS if key.algorithm == "rsa" else LEAST_EC_BITS))


async def _weakness(
    source: TimestampSource,
    request: tsp.TimeStampReq,
    token: tuple[cms.SignedData, x509.Certificate],
    vouched: VouchedCertificates,
) -> str | None:
    signed, certificate = token
    generated_at = signed["encap_content_info"]["content"].parsed["gen_time"].native
    trust = source.trust.as_now()
    if vouched.is_good(certificate, trust, generated_at):
        return None if _is_signed_by(certificate, signed) else "bad_signature"
    context = context_at(generated_at, [trust], require_revocation=False)
    imprint = request["message_imprint"]["hashed_message"].native
    status = TimestampSignatureStatus(
        **await validate_tst_signed_data(signed, context, lambda _algorithm: imprint)
    )
    if not (status.intact and status.valid):
        return "bad_signature"
    if status.revoked or _is_answered_revoked(trust, status.signing_cert):
        return "revoked"
    if not status.trusted or status.validation_path is None:
        return "untrusted"
    vouched.remember(status.validation_path, trust, generated_at)
    return None


def _is_signed_by(certificate: x509.Certificate, signed: cms.SignedData) -> bool:
    """Say whether the token's content is what this certificate's key has signed (RFC 5652, section 5.6)."""
    signer, content = signed["signer_infos"][0], bytes(signed["encap_content_info"]["content"])
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, content).digest()
    return all(validate_sig_integrity(signer, certificate, "tst_info", digest))


def _is_answered_revoked(trust: IssuerTrust, certificate: x509.Certificate) -> bool:
    """An answer counts also for a certificate that names no responder, where pyHanko does not look."""
    return any(says_revoked(one, certificate.dump()) for one in trust.ocsp_responses())
