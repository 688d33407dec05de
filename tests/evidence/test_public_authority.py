"""A signing key under an authority that serves others too: its other customers are not the platform (T61)."""

from dataclasses import dataclass, replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.own_signing.certificates import OwnCertificateRefused, certificates_of
from adapters.sealing import Authority, LocalTimestamper, OrderedTimestamper, Sealer
from adapters.sealing.keys.issuance import SIGNER_PROFILE, Identity, issue
from adapters.verification.reading import findings_of
from contracts.verdict import SignatureFinding
from tests.evidence.clock import present
from tests.evidence.tsa_host import foreign_authority


@dataclass(frozen=True)
class PublicAuthority:
    """One issuer, two customers: the platform, and a stranger."""

    ours: Authority
    strangers: Authority

    @property
    def pinned(self) -> bytes:
        """The platform's certificate as it is recorded: with its chain, root last."""
        found = (self.ours.signer, self.ours.issuing, self.ours.root)
        return b"".join(one.certificate.public_bytes(Encoding.PEM) for one in found)


@pytest.fixture(scope="module")
def public(authority: Authority) -> PublicAuthority:
    made = foreign_authority(authority, "公開認証局")
    return PublicAuthority(
        replace(made, signer=customer(made, "割符")), replace(made, signer=customer(made, "他人"))
    )


def customer(authority: Authority, name: str) -> Identity:
    return issue(replace(SIGNER_PROFILE, common_name=name), authority.issuing, "issuing", present())


def signed_by(key: Authority, tsa: Authority, prepared: bytes, believed: list[bytes]) -> SignatureFinding:
    sealer = Sealer(key, OrderedTimestamper([LocalTimestamper(tsa)], present), present)
    return findings_of(sealer.certify(prepared, "作成").pdf, believed).signatures[0]


@pytest.mark.shows("T61", "CL-36")
def test_another_customer_of_the_same_authority_is_not_read_as_the_platform(
    authority: Authority, public: PublicAuthority, prepared: bytes
) -> None:
    believed = [authority.root_pem, public.pinned]
    ours = signed_by(public.ours, authority, prepared, believed)
    stranger = signed_by(public.strangers, authority, prepared, believed)
    assert (ours.trusted, stranger.trusted) == (True, False)
    assert (stranger.intact, stranger.valid) == (True, True)
    assert [one.subject for one in ours.certificates] == ["割符", "公開認証局 発行", "公開認証局 ルート"]


@pytest.mark.shows("T61", "LW-12")
def test_the_authority_of_the_signing_key_is_believed_for_no_timestamp(
    authority: Authority, public: PublicAuthority, prepared: bytes
) -> None:
    found = signed_by(public.ours, public.ours, prepared, [authority.root_pem, public.pinned])
    assert found.timestamp is not None
    assert (found.trusted, found.timestamp.trusted) == (False, False)


@pytest.mark.shows("LW-08")
def test_a_party_whose_certificate_is_of_the_same_authority_may_sign_and_ours_may_not(
    authority: Authority, public: PublicAuthority
) -> None:
    believed = [authority.root_pem, public.pinned]
    stranger, ours = pem_of(public.strangers.signer.certificate), pem_of(public.ours.signer.certificate)
    issuing = pem_of(public.ours.issuing.certificate)
    assert certificates_of(stranger + issuing, present(), believed).subject == "他人"
    with pytest.raises(OwnCertificateRefused, match="ours"):
        certificates_of(ours + issuing, present(), believed)


def pem_of(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)
