"""An authority that is not ours: root, issuer, and a signer with RSA-3072 or P-256."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import asn1crypto.crl
import asn1crypto.x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID, ObjectIdentifier
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESSubIndic
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

from adapters.sealing.keys.software_key import PrivateKey
from tests.evidence.clock import present

YEAR = timedelta(days=365)
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
SERVER = ObjectIdentifier("1.3.6.1.5.5.7.3.1")
PASSPHRASE = b"correct horse battery staple"


@dataclass(frozen=True)
class Terms:
    """From `since` (counted from now) for `life`; an authority has no extended purpose."""

    since: timedelta = timedelta(minutes=-5)
    life: timedelta = YEAR
    purpose: ObjectIdentifier = DOCUMENT_SIGNING
    ca: bool = False


@dataclass(frozen=True)
class Holder:
    key: PrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass(frozen=True)
class Foreign:
    """`name` tells one authority from another."""

    root: Holder
    issuer: Holder
    name: str

    def signer(
        self,
        common_name: str = "株式会社 実印",
        key: PrivateKey | None = None,
        **asked: Any,  # noqa: ANN401 - fields of Terms
    ) -> Holder:
        return _issued(common_name, key or _p256(), self.issuer, Terms(**asked))

    @property
    def chain_pem(self) -> bytes:
        return self.issuer.pem + self.root.pem

    def lists(self, *revoked: Holder) -> tuple[bytes, bytes]:
        return _list(self.root, ()), _list(self.issuer, revoked)

    def root_list(self, *revoked: Holder) -> bytes:
        return _list(self.root, revoked)

    def pkcs12(self, one: Holder, passphrase: bytes = PASSPHRASE) -> bytes:
        enclosed = [self.issuer.certificate, self.root.certificate]
        kept = BestAvailableEncryption(passphrase)
        return serialize_key_and_certificates(b"signer", one.key, one.certificate, enclosed, kept)


def foreign_authority(name: str = "Example") -> Foreign:
    root = _issued(f"{name} Root", _p256(), None, Terms(-YEAR, 20 * YEAR, ca=True))
    issuer = _issued(f"{name} Issuing", _p256(), root, Terms(-YEAR, 15 * YEAR, ca=True))
    return Foreign(root, issuer, name)


def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 3072)


def _p256() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _issued(common_name: str, key: PrivateKey, issuer: Holder | None, terms: Terms) -> Holder:
    now = present()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + terms.since)
        .not_valid_after(now + terms.life)
        .add_extension(x509.BasicConstraints(ca=terms.ca, path_length=None), critical=True)
        .add_extension(_usage(ca=terms.ca), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if not terms.ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage([terms.purpose]), critical=False)
    if issuer:
        name = x509.UniformResourceIdentifier(f"http://crl.example.invalid/{id(issuer)}.crl")
        point = x509.DistributionPoint([name], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    return Holder(key, builder.sign(issuer.key if issuer else key, hashes.SHA256()))


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _list(issuer: Holder, revoked: tuple[Holder, ...]) -> bytes:
    now: datetime = present()
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now - timedelta(minutes=1))
        .next_update(now + timedelta(days=7))
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
    )
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(now - timedelta(minutes=2)).build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def as_x509(one: Holder) -> asn1crypto.x509.Certificate:
    return asn1crypto.x509.Certificate.load(one.certificate.public_bytes(Encoding.DER))


def lasting(
    pdf: bytes, roots: Sequence[asn1crypto.x509.Certificate], lists: Sequence[bytes], moment: datetime
) -> set[AdESSubIndic]:
    """Return what long-term validation says of each signature at `moment`, below any of `roots`."""
    specification = PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build(list(roots)),
                revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
            local_knowledge=LocalKnowledge(
                known_crls=[CRLContainer(asn1crypto.crl.CertificateList.load(one)) for one in lists]
            ),
        )
    )
    timing = ValidationTimingInfo(moment, moment, point_in_time_validation=False)
    found = set()
    for signature in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
        signature.compute_integrity_info()
        found.add(asyncio.run(ades_lta_validation(signature, specification, timing)).ades_subindic)
    return found
