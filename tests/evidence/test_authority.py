import stat
import subprocess
import sys
from pathlib import Path

import pytest
from asn1crypto import x509
from cryptography.x509 import load_der_x509_crl

from adapters.sealing import (
    Authority,
    AuthorityIsMissing,
    WrongPassphrase,
    create_test_authority,
    load_authority,
)
from adapters.sealing.keys.authority import as_asn1
from tests.evidence.clock import present
from tests.evidence.contract import PASSPHRASE


def usages(certificate: x509.Certificate) -> set[str]:
    return set(certificate.key_usage_value.native)


@pytest.mark.shows("LW-15")
def test_the_signer_may_sign_documents_and_nothing_else(authority: Authority) -> None:
    signer = as_asn1(authority.signer)
    assert usages(signer) == {"digital_signature", "non_repudiation"}
    assert [purpose.dotted for purpose in signer.extended_key_usage_value] == ["1.3.6.1.5.5.7.3.36"]
    assert signer.public_key.bit_size == 3072
    assert signer.hash_algo == "sha256"


def test_the_tsa_may_stamp_time_only_and_says_so_critically(authority: Authority) -> None:
    tsa = as_asn1(authority.tsa)
    assert tsa.extended_key_usage_value.native == ["time_stamping"]
    assert "extended_key_usage" in tsa.critical_extensions


@pytest.mark.shows("GM-36")
def test_every_certificate_says_that_it_is_for_tests(authority: Authority) -> None:
    for identity in (authority.root, authority.issuing, authority.signer, authority.tsa):
        assert "テスト用" in as_asn1(identity).subject.native["common_name"]


def test_the_keys_are_encrypted_and_readable_by_the_owner_only(tmp_path: Path) -> None:
    create_test_authority(tmp_path / "keys", PASSPHRASE, present())
    for path in (tmp_path / "keys").glob("*.p12"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(WrongPassphrase):
        load_authority(tmp_path / "keys", b"another", present)


def test_creating_twice_keeps_the_first_authority(tmp_path: Path) -> None:
    create_test_authority(tmp_path, PASSPHRASE, present())
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    create_test_authority(tmp_path, PASSPHRASE, present())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_an_interrupted_creation_is_no_authority_and_the_next_one_completes_it(tmp_path: Path) -> None:
    (tmp_path / "root.p12").write_bytes(b"half a file")
    (tmp_path / "signer.new").write_bytes(b"half a file")
    with pytest.raises(AuthorityIsMissing):
        load_authority(tmp_path, PASSPHRASE, present)
    create_test_authority(tmp_path, PASSPHRASE, present())
    assert load_authority(tmp_path, PASSPHRASE, present).root_pem.startswith(b"-----BEGIN CERTIFICATE")


def test_revocation_lists_are_signed_at_the_moment_they_are_asked_for(authority: Authority) -> None:
    before = present().replace(microsecond=0)
    for encoded, issuer in zip(
        authority.revocation_lists(), (authority.root, authority.issuing), strict=True
    ):
        listed = load_der_x509_crl(encoded)
        assert before <= listed.last_update_utc <= present()
        assert listed.is_signature_valid(issuer.key.public_key())


def kill_at_the_first_file(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.evidence.clock import present;"
        "from adapters.sealing import create_test_authority;"
        "create_test_authority(Path(sys.argv[1]), sys.argv[2].encode(), present())"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(folder), PASSPHRASE.decode()])
    while child.poll() is None:
        if next(folder.iterdir(), None) is not None:
            child.kill()
            child.wait()


def test_a_creation_killed_while_it_writes_leaves_none_or_a_whole_authority(tmp_path: Path) -> None:
    kill_at_the_first_file(tmp_path)
    if not (tmp_path / "complete").exists():
        with pytest.raises(AuthorityIsMissing):
            load_authority(tmp_path, PASSPHRASE, present)
    create_test_authority(tmp_path, PASSPHRASE, present())
    revived = load_authority(tmp_path, PASSPHRASE, present)
    assert revived.issuing.certificate.issuer == revived.root.certificate.subject
    revived.issuing.certificate.verify_directly_issued_by(revived.root.certificate)
    revived.tsa.certificate.verify_directly_issued_by(revived.issuing.certificate)
