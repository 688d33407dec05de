"""The embedded RFC 3161 authority: no network, never accredited."""

import hashlib
import secrets
from typing import Any

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute

from adapters.sealing.authority import Authority, as_asn1
from adapters.sealing.naming import TEST_POLICY
from adapters.sealing.timestamp_source import TimestampTrust

DIGEST = "sha256"
SERIAL_BITS = 127


class LocalTimestamper:
    """Answers with the authority's own TSA key and the authority's clock."""

    name = "local"
    accredited = False

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._certificate = as_asn1(authority.tsa)
        self._signing_certificate = _attribute(
            "signing_certificate_v2", as_signing_certificate_v2(self._certificate, hash_algo=DIGEST)
        )
        self.trust = TimestampTrust(
            roots=(authority.root_pem,),
            intermediates=tuple(certificate.dump() for certificate in authority.chain),
            revocation_lists=tuple,
        )

    async def answer(self, request: bytes) -> bytes:
        """Grant every well-formed request (RFC 3161, section 2.4.2)."""
        info = self._token_info(tsp.TimeStampReq.load(request)).dump()
        signed = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [algos.DigestAlgorithm({"algorithm": DIGEST})],
                "encap_content_info": cms.EncapsulatedContentInfo(
                    {"content_type": "tst_info", "content": cms.ParsableOctetString(info)}
                ),
                "certificates": [self._certificate, *self._authority.chain],
                "signer_infos": [self._signer_info(info)],
            }
        )
        token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
        status = tsp.PKIStatusInfo({"status": "granted"})
        response: bytes = tsp.TimeStampResp({"status": status, "time_stamp_token": token}).dump()
        return response

    def _token_info(self, request: tsp.TimeStampReq) -> tsp.TSTInfo:
        facts = {
            "version": "v1",
            "policy": TEST_POLICY,
            "message_imprint": request["message_imprint"],
            "serial_number": secrets.randbits(SERIAL_BITS) | 1 << (SERIAL_BITS - 1),
            "gen_time": self._authority.clock().replace(microsecond=0),
            "accuracy": tsp.Accuracy({"seconds": 1}),
            "ordering": False,
            "tsa": x509.GeneralName("directory_name", self._certificate.subject),
        }
        if request["nonce"].native is not None:
            facts["nonce"] = request["nonce"]
        return tsp.TSTInfo(facts)

    def _signer_info(self, info: bytes) -> cms.SignerInfo:
        now = self._authority.clock().replace(microsecond=0)
        attributes = cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(now)})),
                self._signing_certificate,
                _attribute("message_digest", hashlib.sha256(info).digest()),
            ]
        )
        identifier = cms.IssuerAndSerialNumber(
            {"issuer": self._certificate.issuer, "serial_number": self._certificate.serial_number}
        )
        signature = self._authority.tsa.key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256())
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
