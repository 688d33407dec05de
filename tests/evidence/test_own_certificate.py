"""当事者型: a party's own certificate signs in its place; its key stays with the party (LW-08)."""

import runpy
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from adapters.own_signing import (
    OwnCertificateRefused,
    PreparedForOwn,
    certificates_of,
    prepared_for,
    taken,
)
from adapters.sealing import Authority, Sealer
from adapters.sealing.keys.software_key import signature_by
from adapters.verification.reading import findings_of
from contracts.signing import FileIdentity, OwnSignature
from contracts.verdict import Colour, verdict_of
from tests.evidence import contract, foreign, independent
from tests.evidence.clock import present
from tests.evidence.foreign import Foreign, Holder

SCRIPT = Path(__file__).parents[2] / "docs" / "sign_with_own_certificate.py"
NOWHERE = FileIdentity("o", "f", "revision", "0" * 64)
REASON = "髙﨑 a(a@example.jp)によって承認されました（署名者の証明書: 株式会社 実印）"


@pytest.fixture(scope="module")
def house() -> Foreign:
    return foreign.foreign_authority()


@pytest.fixture(scope="module")
def holder(house: Foreign) -> Holder:
    return house.signer()


@pytest.fixture(params=["ec", "rsa"])
def signing(request: pytest.FixtureRequest, house: Foreign) -> Holder:
    return house.signer(key=foreign.rsa_key() if request.param == "rsa" else None)


def prepared_by(parent: bytes, house: Foreign, holder: Holder) -> PreparedForOwn:
    certificates = certificates_of(holder.pem + house.issuer.pem, present(), [])
    return prepared_for(parent, contract.filling("a"), certificates, REASON, present())


def own(made: PreparedForOwn, house: Foreign, holder: Holder, signature: bytes) -> OwnSignature:
    certificates = certificates_of(holder.pem + house.issuer.pem, present(), []).encoded()
    return OwnSignature(NOWHERE, made.attributes, signature, certificates)


def by_openssl(holder: Holder, attributes: bytes, folder: Path) -> bytes:
    """What docs/own-certificate.md tells a party to type."""
    kept = BestAvailableEncryption(b"secret")
    (folder / "key.pem").write_bytes(holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, kept))
    (folder / "attributes-1.der").write_bytes(attributes)
    command = ["openssl", "dgst", "-sha256", "-sign", "key.pem", "-passin", "pass:secret"]
    subprocess.run([*command, "-out", "signature-1.bin", "attributes-1.der"], cwd=folder, check=True)
    return (folder / "signature-1.bin").read_bytes()


@pytest.mark.shows("LW-08")
def test_a_party_signs_with_openssl_and_its_signature_stands_in_a_concluded_green_file(
    signing: Holder, house: Foreign, roots: list[bytes], sealer: Sealer, tmp_path: Path
) -> None:
    holder, parent = signing, sealer.certify(contract.prepared(), "作成").pdf
    made = prepared_by(parent, house, holder)
    assert made.pdf.startswith(parent)
    signature = by_openssl(holder, made.attributes, tmp_path)
    agreed = sealer.embed(made.pdf, own(made, house, holder, signature))
    assert agreed.level == "B-T"
    revision = agreed
    for key in contract.KEYS[1:]:
        revision = sealer.agree(revision.pdf, contract.filling(key), contract.agreement_reason(key))
    concluded = sealer.conclude(revision.pdf, "締結").pdf
    found = findings_of(concluded, roots)
    theirs = next(one for one in found.signatures if one.field == "Sig-a")
    assert (theirs.signer, theirs.reason, theirs.level) == ("株式会社 実印", REASON, "B-LTA")
    assert (theirs.intact, theirs.valid, theirs.trusted) == (True, True, False)
    verdict = verdict_of(found, None)
    assert (verdict.colour, verdict.every_signer_trusted) == (Colour.GREEN, False)
    trusting = findings_of(concluded, [*roots, house.root.pem])
    assert verdict_of(trusting, None).every_signer_trusted
    (tmp_path / "root.pem").write_bytes(house.root.pem)
    cut = list(independent.cut_out(concluded))[1]
    assert independent.cms_verifies(cut, tmp_path / "root.pem", tmp_path)


@pytest.mark.shows("LW-08")
def test_a_signature_over_anything_else_or_by_another_key_is_not_taken(
    house: Foreign, holder: Holder, sealer: Sealer, prepared: bytes
) -> None:
    made = prepared_by(sealer.certify(prepared, "作成").pdf, house, holder)
    signer = certificates_of(holder.pem, present(), []).encoded()[0]
    right = signature_by(holder.key, made.attributes, "sha256")
    assert taken(signer, made.attributes, right) == right
    stranger = house.signer()
    wrong = (
        signature_by(stranger.key, made.attributes, "sha256"),
        signature_by(holder.key, made.attributes + b"\0", "sha256"),
        signature_by(holder.key, made.pdf, "sha256"),
        right[:-1],
        b"",
    )
    for one in wrong:
        with pytest.raises(OwnCertificateRefused) as refused:
            taken(signer, made.attributes, one)
        assert refused.value.code == "signature_wrong"
        with pytest.raises(OwnCertificateRefused):
            sealer.embed(made.pdf, own(made, house, holder, one))


def test_a_right_signature_in_another_revision_is_not_taken(
    house: Foreign, holder: Holder, sealer: Sealer, prepared: bytes
) -> None:
    made = prepared_by(sealer.certify(prepared, "作成").pdf, house, holder)
    other = prepared_by(sealer.certify(prepared, "作成").pdf, house, holder)
    signature = signature_by(holder.key, made.attributes, "sha256")
    with pytest.raises(OwnCertificateRefused):
        sealer.embed(other.pdf, own(made, house, holder, signature))


@pytest.mark.shows("LW-08")
@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("expired", {"life": timedelta(hours=36)}),
        ("not_yet_valid", {"since": timedelta(hours=1)}),
        ("is_an_authority", {"ca": True}),
        ("not_for_signing", {"purpose": foreign.SERVER}),
    ],
)
def test_a_certificate_that_may_not_sign_is_refused_before_anything_is_prepared(
    code: str, asked: dict[str, Any], house: Foreign
) -> None:
    with pytest.raises(OwnCertificateRefused) as refused:
        certificates_of(house.signer(**asked).pem, present(), [])
    assert refused.value.code == code


def test_what_is_not_one_signers_certificate_with_its_issuers_is_refused(
    house: Foreign, holder: Holder, authority: Authority
) -> None:
    other = foreign.foreign_authority("Other")
    given = {
        "unreadable": b"no certificate",
        "too_large": holder.pem * 100,
        "several_signers": holder.pem + house.signer().pem,
        "chain_broken": holder.pem + other.issuer.pem,
    }
    for code, data in given.items():
        with pytest.raises(OwnCertificateRefused) as refused:
            certificates_of(data, present(), [authority.root_pem])
        assert refused.value.code == code
    ours = authority.signer.certificate.public_bytes(Encoding.PEM)
    issuing = authority.issuing.certificate.public_bytes(Encoding.PEM)
    with pytest.raises(OwnCertificateRefused, match="ours"):
        certificates_of(ours + issuing, present(), [authority.root_pem])


def test_the_script_that_is_handed_out_signs_with_a_pkcs12_file_on_the_partys_machine(
    house: Foreign, holder: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.p12").write_bytes(house.pkcs12(holder))
    (tmp_path / "attributes-1.der").write_bytes(b"what is signed")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("getpass.getpass", lambda _asked: foreign.PASSPHRASE.decode())
    main = runpy.run_path(str(SCRIPT))["main"]
    assert main(["mine.p12", "attributes-1.der"]) == 0
    given = certificates_of((tmp_path / "certificates.pem").read_bytes(), present(), [])
    signature = (tmp_path / "signature-1.bin").read_bytes()
    assert taken(given.encoded()[0], b"what is signed", signature) == signature


@pytest.mark.shows("LW-08")
def test_the_script_signs_nothing_that_is_not_of_the_file_beside_it(
    house: Foreign, holder: Holder, sealer: Sealer, prepared: bytes, tmp_path: Path
) -> None:
    parent = sealer.certify(prepared, "作成").pdf
    made, other = prepared_by(parent, house, holder), prepared_by(parent, house, house.signer())
    (tmp_path / "mine.p12").write_bytes(house.pkcs12(holder))
    (tmp_path / "prepared-1.pdf").write_bytes(made.pdf)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        patch.setattr("getpass.getpass", lambda _asked: foreign.PASSPHRASE.decode())
        main = runpy.run_path(str(SCRIPT))["main"]
        for attributes, ends in ((other.attributes, 1), (made.attributes, 0)):
            (tmp_path / "attributes-1.der").write_bytes(attributes)
            assert main(["mine.p12", "attributes-1.der"]) == ends
            assert (tmp_path / "signature-1.bin").exists() == (ends == 0)
