from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

from adapters.filling import SigningParty, SigningPlan

BORN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def working() -> bytes:
    """Return two A4 pages without fields, as intake leaves them."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595.28, 841.89), invariant=True)
    for number in (1, 2):
        canvas.drawString(100, 700, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.fixture
def plan() -> SigningPlan:
    return SigningPlan(
        certificate_id="WRF-7Q2M-4D5E-9ABC-K3TN",
        title="業務委託基本契約書",
        sender="株式会社割符商事 法務部 山本 花子",
        parties=(
            SigningParty("p1", "委託者", "株式会社割符商事", "代表取締役 佐藤 一郎", imprint=True),
            SigningParty("p2", "受託者", "山田システム開発株式会社", "髙﨑 健太", imprint=True),
            SigningParty("p3", "立会人", "", "𠮷田 美咲", imprint=False),
        ),
    )


@pytest.fixture(scope="module")
def signer() -> SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "throw-away")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(BORN)
        .not_valid_after(BORN + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    )
