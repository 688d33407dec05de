"""Making keys, certificates and revocation lists of a test authority."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from adapters.sealing.keys.naming import (
    CLOCK_SKEW,
    DOCUMENT_SIGNING,
    ISSUING,
    ISSUING_LIFE,
    REVOCATION_LIST_LIFE,
    REVOCATION_LIST_URL,
    ROOT,
    ROOT_LIFE,
    SIGNER,
    SIGNER_LIFE,
    TSA,
    TSA_LIFE,
    distinguished_name,
)

KEY_BITS = 3072
PUBLIC_EXPONENT = 65537


@dataclass(frozen=True, slots=True)
class Identity:
    """A private key and the certificate of its public half."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True)
class Profile:
    """What one kind of certificate says; `uses` are key usages, `purpose` is the one extended key usage."""

    common_name: str
    life: timedelta
    uses: frozenset[str]
    purpose: x509.ObjectIdentifier | None = None
    purpose_is_critical: bool = False
    path_length: int | None = None


AUTHORITY_USES = frozenset({"key_cert_sign", "crl_sign"})
ROOT_PROFILE = Profile(ROOT, ROOT_LIFE, AUTHORITY_USES, path_length=1)
ISSUING_PROFILE = Profile(ISSUING, ISSUING_LIFE, AUTHORITY_USES, path_length=0)
SIGNER_PROFILE = Profile(
    SIGNER, SIGNER_LIFE, frozenset({"digital_signature", "content_commitment"}), DOCUMENT_SIGNING
)
TSA_PROFILE = Profile(
    TSA,
    TSA_LIFE,
    frozenset({"digital_signature"}),
    ExtendedKeyUsageOID.TIME_STAMPING,
    purpose_is_critical=True,  # RFC 3161, section 2.3
)


def issue(profile: Profile, issuer: Identity | None, list_name: str, now: datetime) -> Identity:
    """Make a key and have `issuer` certify it; without an issuer the certificate signs itself."""
    key = rsa.generate_private_key(PUBLIC_EXPONENT, KEY_BITS)
    subject = distinguished_name(profile.common_name)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SKEW)
        .not_valid_after(now + profile.life)
    )
    for extension, critical in _extensions(profile, key, issuer, list_name):
        builder = builder.add_extension(extension, critical)
    signing_key = issuer.key if issuer else key
    return Identity(key, builder.sign(signing_key, hashes.SHA256()))


def _extensions(
    profile: Profile, key: rsa.RSAPrivateKey, issuer: Identity | None, list_name: str
) -> list[tuple[x509.ExtensionType, bool]]:
    is_authority = profile.path_length is not None
    authority_key = issuer.key.public_key() if issuer else key.public_key()
    extensions: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(ca=is_authority, path_length=profile.path_length), True),
        (_key_usage(profile.uses), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key), False),
    ]
    if profile.purpose is not None:
        extensions.append((x509.ExtendedKeyUsage([profile.purpose]), profile.purpose_is_critical))
    if issuer is not None:
        extensions.append((_distribution_point(list_name), False))
    return extensions


def _key_usage(uses: frozenset[str]) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature="digital_signature" in uses,
        content_commitment="content_commitment" in uses,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign="key_cert_sign" in uses,
        crl_sign="crl_sign" in uses,
        encipher_only=False,
        decipher_only=False,
    )


def _distribution_point(list_name: str) -> x509.CRLDistributionPoints:
    address = x509.UniformResourceIdentifier(REVOCATION_LIST_URL.format(issuer=list_name))
    return x509.CRLDistributionPoints([x509.DistributionPoint([address], None, None, None)])


def revocation_list(issuer: Identity, revoked: Sequence[x509.RevokedCertificate], now: datetime) -> bytes:
    """Return `issuer`'s DER revocation list as of `now` (RFC 5280, section 5)."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now)
        .next_update(now + REVOCATION_LIST_LIFE)
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False
        )
    )
    for certificate in revoked:
        builder = builder.add_revoked_certificate(certificate)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)
