"""A timestamp over an anchor of the audit log, with what is needed to check it in ten years."""

import asyncio
import hashlib

from asn1crypto import pem, x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

from adapters.sealing.timestamps.ordered_timestamper import DIGEST, OrderedTimestamper
from contracts.anchoring import Stamped


class HeadStamper:
    """Asks the same TSAs as the signatures do, in the same order."""

    def __init__(self, timestamper: OrderedTimestamper) -> None:
        self._timestamper = timestamper

    def stamped(self, statement: str) -> Stamped:
        """Return a checked token over the UTF-8 bytes of `statement`, or raise TimestampUnavailable."""
        return self.stamped_digest(hashlib.sha256(statement.encode()).digest())

    def stamped_digest(self, digest: bytes) -> Stamped:
        """Return a checked token over a SHA-256, or raise TimestampUnavailable."""
        token = asyncio.run(self._timestamper.async_timestamp(digest, DIGEST))
        info = token["content"]["encap_content_info"]["content"].parsed
        certificate = extract_certs_for_validation(token["content"]).signer_cert
        return Stamped(
            token=token.dump(),
            certificates=self._certificates(),
            at=info["gen_time"].native,
            authority=certificate.subject.native.get("common_name", certificate.subject.human_friendly),
            serial=f"{info['serial_number'].native:x}",
            policy=info["policy"].native,
            accredited=self._timestamper.is_accredited(certificate),
        )

    def _certificates(self) -> str:
        encoded = [
            one
            for source in self._timestamper.sources
            for one in (*source.trust.roots, *source.trust.intermediates)
        ]
        found = [one for data in encoded for one in load_certs_from_pemder_data(data)]
        return "".join(map(_armored, {one.sha256: one for one in found}.values()))


def _armored(certificate: x509.Certificate) -> str:
    armored: bytes = pem.armor("CERTIFICATE", certificate.dump())
    return armored.decode("ascii")
