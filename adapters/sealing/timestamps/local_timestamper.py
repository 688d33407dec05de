"""The embedded RFC 3161 authority: no network, never accredited."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any, Protocol

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute

from adapters.sealing.keys.authority import Authority, as_asn1
from adapters.sealing.keys.naming import TEST_POLICY

DIGEST = "sha256"
SERIAL_BITS = 127
ACCURATE_TO = {"seconds": 1}


class AuthoritySource(Protocol):
    def current(self) -> Authority:
        """Return the generation that stamps now."""


class LocalTimestamper:
    """Answers with the TSA key that the authority has at that moment, and the authority's clock."""

    name = "local"
    accredited = False

    def __init__(self, source: AuthoritySource) -> None:
        self._source = source
        self.trust = source.current().trust

    async def answer(self, request: bytes) -> bytes:
        """Grant every well-formed request (RFC 3161, section 2.4.2)."""
        authority = self._source.current()
        stamping = _Stamping(authority, as_asn1(authority.tsa))
        info = stamping.token_info(tsp.TimeStampReq.load(request)).dump()
        signed = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [algos.DigestAlgorithm({"algorithm": DIGEST})],
                "encap_content_info": cms.EncapsulatedContentInfo(
                    {"content_type": "tst_info", "content": cms.ParsableOctetString(info)}
                ),
                "certificates": [stamping.certificate, *authority.chain],
                "signer_infos": [stamping.signer_info(info)],
            }
        )
        token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
        status = tsp.PKIStatusInfo({"status": "granted"})
        response: bytes = tsp.TimeStampResp({"status": status, "time_stamp_token": token}).dump()
        return response


@dataclass(frozen=True, slots=True)
class _Stamping:
    authority: Authority
    certificate: x509.Certificate

    def token_info(self, request: tsp.TimeStampReq) -> tsp.TSTInfo:
        facts = {
            "version": "v1",
            "policy": TEST_POLICY,
            "message_imprint": request["message_imprint"],
            "serial_number": secrets.randbits(SERIAL_BITS) | 1 << (SERIAL_BITS - 1),
            "gen_time": self.authority.clock().replace(microsecond=0),
            "accuracy": tsp.Accuracy(ACCURATE_TO),
            "ordering": False,
            "tsa": x509.GeneralName("directory_name", self.certificate.subject),
        }
        if request["nonce"].native is not None:
            facts["nonce"] = request["nonce"]
        return tsp.TSTInfo(facts)

    def signer_info(self, info: bytes) -> cms.SignerInfo:
        now = self.authority.clock().replace(microsecond=0)
        signing_certificate = as_signing_certificate_v2(self.certificate, hash_algo=DIGEST)
        attributes = cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(now)})),
                _attribute("signing_certificate_v2", signing_certificate),
                _attribute("message_digest", hashlib.sha256(info).digest()),
            ]
        )
        identifier = cms.IssuerAndSerialNumber(
            {"issuer": self.certificate.issuer, "serial_number": self.certificate.serial_number}
        )
        signature = self.authority.tsa.key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256())
        return cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier("issuer_and_serial_number", identifier),
                "digest_algorithm": algos.DigestAlgorithm({"algorithm": DIGEST}),
                "signed_attrs": attributes,
                "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
                "signature": signature,
            }
        )


def _attribute(kind: str, value: Any) -> cms.CMSAttribute:  # noqa: ANN401 - any ASN.1 value
    return simple_cms_attribute(kind, value)  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
