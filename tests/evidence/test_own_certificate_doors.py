"""当事者型: what would make wrong evidence, or stop a contract later, is refused at once (LW-08)."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier

from adapters.own_signing import OwnCertificateRefused, certificates_of, prepared_for
from adapters.own_signing.certificates import MOST_OCTETS
from adapters.sealing import Authority, Sealer
from adapters.sealing.keys.software_key import PrivateKey, signature_by
from contracts.reason_reading import reason_read
from contracts.reasons import own_reason, prepared_reason
from contracts.signing import FileIdentity, OwnSignature
from tests.evidence import contract, foreign
from tests.evidence.clock import present
from tests.evidence.foreign import Foreign

PADDING = ObjectIdentifier("1.3.6.1.4.1.55555.9.9")
NOWHERE = FileIdentity("o", "f", "revision", "0" * 64)
OPENSSL = ("openssl", "req", "-x509", "-nodes", "-subj", "/CN=mine", "-days", "90", "-addext")
NO_AUTHORITY = "basicConstraints=critical,CA:FALSE"


@pytest.fixture(scope="module")
def house() -> Foreign:
    return foreign.foreign_authority()


def certified(key: PrivateKey, name: str, by: Foreign | None = None, padding: int = 0) -> bytes:
    """Return the PEM of a certificate for this key: issued by itself, or `padding` octets too long."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.issuer.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(present() - timedelta(days=1))
        .not_valid_after(present() + timedelta(days=90))
        .add_extension(x509.UnrecognizedExtension(PADDING, bytes(padding)), critical=False)
    )
    return builder.sign(by.issuer.key if by else key, hashes.SHA256()).public_bytes(Encoding.PEM)


def refusal_of(pem: bytes, ours: list[bytes] | None = None) -> str:
    with pytest.raises(OwnCertificateRefused) as refused:
        certificates_of(pem, present(), ours or [])
    return refused.value.code


@pytest.mark.shows("LW-08")
def test_the_largest_certificates_taken_have_room_in_the_document_and_larger_ones_are_refused(
    house: Foreign, sealer: Sealer, prepared: bytes
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    chain = house.issuer.pem
    pem = certified(key, "株式会社 実印", house, MOST_OCTETS - 2000)
    assert refusal_of(certified(key, "株式会社 実印", house, MOST_OCTETS) + chain) == "too_large"
    certificates = certificates_of(pem + chain, present(), [])
    parent = sealer.certify(prepared, "作成").pdf
    made = prepared_for(parent, contract.filling("a"), certificates, "理由", present())
    signature = signature_by(key, made.attributes, "sha256")
    own = OwnSignature(NOWHERE, made.attributes, signature, certificates.encoded())
    assert sealer.embed(made.pdf, own).level == "B-T"


@pytest.mark.shows("LW-08", "LW-15")
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("too_weak", ("-newkey", "rsa:1024")),
        ("too_weak", ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1")),
        (
            "too_weak",
            ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"),
        ),
        ("too_weak", ("-newkey", "ed25519")),
    ],
    ids=["RSA 1024", "secp256k1", "a curve spelled out", "Ed25519"],
)
def test_a_key_that_is_weak_or_cannot_be_checked_is_refused_with_a_sentence(
    code: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    files = ("-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem"))
    subprocess.run([*OPENSSL, NO_AUTHORITY, *words, *files], check=True, capture_output=True)
    assert refusal_of((tmp_path / "cert.pem").read_bytes()) == code


@pytest.mark.shows("LW-15")
def test_a_certificate_that_was_issued_with_sha1_is_refused(house: Foreign, tmp_path: Path) -> None:
    key, request = tmp_path / "key.pem", tmp_path / "request.pem"
    (tmp_path / "issuer.pem").write_bytes(house.issuer.pem + house.issuer.key_pem)
    made = ["openssl", "req", "-new", "-nodes", "-newkey", "rsa:2048", "-subj", "/CN=mine"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(request)], check=True, capture_output=True)
    for digest, code in (("-sha1", "weak_digest"), ("-sha256", "")):
        issued = ["openssl", "x509", "-req", "-in", str(request), "-CA", str(tmp_path / "issuer.pem")]
        out = ["-set_serial", "7", "-days", "90", digest, "-out", str(tmp_path / "cert.pem")]
        subprocess.run([*issued, *out], check=True, capture_output=True)
        given = (tmp_path / "cert.pem").read_bytes()
        if code:
            assert refusal_of(given) == code
        else:
            assert certificates_of(given, present(), []).subject == "mine"


@pytest.mark.shows("LW-08")
def test_names_are_told_as_they_can_be_read_and_who_certifies_himself_is_called_so() -> None:
    key = rsa.generate_private_key(65537, 2048)
    told = certificates_of(certified(key, "株式会社\u202eA\0B\n確認済み"), present(), [])
    assert told.subject == "株式会社 A B 確認済み"
    assert told.issuer == "名義人自身（自己署名）"


@pytest.mark.shows("LW-08")
def test_nobody_signs_under_the_platforms_name(authority: Authority) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    ours = authority.signer.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    chain = (authority.signer, authority.issuing, authority.root)
    pinned = b"".join(one.certificate.public_bytes(Encoding.PEM) for one in chain)
    assert refusal_of(certified(key, str(ours)), [authority.root_pem, pinned]) == "ours"


@pytest.mark.shows("LW-08", "CL-29")
def test_a_certificate_whose_name_imitates_a_reason_says_nothing_of_who_agreed_when_and_how() -> None:
    agreed = prepared_reason("佐藤", "a@example.jp", present(), "2026-000001/u", ["メールのURL"])
    forged = prepared_reason("社長", "ceo@big.jp", present() - timedelta(days=9), "1/1", ["パスキー"])
    read = reason_read(own_reason(agreed, f"x）{forged}（署名者の証明書: y", "z", "1"))
    assert read is not None
    assert (read.name, read.reached, read.how) == ("佐藤", "a@example.jp", "メールのURL")
    assert read == reason_read(agreed)
