"""A new certificate while contracts are under way: nothing stops, and what was signed stays good."""

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import tsp
from pyhanko.sign.ades.report import AdESPassed
from sqlalchemy import select

from adapters.key_records import KeyRecords
from adapters.sealing import (
    AuthorityOpening,
    LocalTimestamper,
    OrderedTimestamper,
    Sealer,
    SigningKeyUnusable,
    create_test_authority,
    load_authority,
    renew_authority,
)
from adapters.sealing.keys.key_ring import KeyRing
from adapters.verification.reading import findings_of
from cli.__main__ import main
from contracts.verdict import Colour, verdict_of
from database.audit import AuditEvent
from tests.evidence import contract, foreign
from tests.evidence.clock import present
from tests.evidence.long_term import indications
from tests.lifecycle.office import open_office
from workflows.verifying import own_signers
from workflows.wiring import sealer_of

LATER = (timedelta(0), timedelta(days=1), timedelta(days=6 * 365))


@pytest.fixture(scope="module")
def created(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    create_test_authority(folder, contract.PASSPHRASE, present())
    return folder


@pytest.fixture
def folder(created: Path, tmp_path: Path) -> Path:
    """A test authority of one generation."""
    return Path(shutil.copytree(created, tmp_path / "authority"))


@pytest.mark.shows("GM-32")
def test_a_contract_signed_by_two_generations_is_green_and_lasts(folder: Path, prepared: bytes) -> None:
    opening = AuthorityOpening(folder, lambda: contract.PASSPHRASE, present)
    stamping = OrderedTimestamper([LocalTimestamper(opening)], present)
    sealer = Sealer(KeyRing(opening, present), stamping, present)
    revision = sealer.certify(prepared, "作成")
    revision = sealer.agree(revision.pdf, contract.filling("a"), contract.agreement_reason("a"))
    renewed = renew_authority(folder, contract.PASSPHRASE, present())
    for key in contract.KEYS[1:]:
        revision = sealer.agree(revision.pdf, contract.filling(key), contract.agreement_reason(key))
    concluded = sealer.conclude(revision.pdf, "締結").pdf
    found = findings_of(concluded, [renewed.root_pem])
    assert (verdict_of(found, None).colour, verdict_of(found, None).every_signer_trusted) == (
        Colour.GREEN,
        True,
    )
    for later in LATER:
        assert indications(concluded, renewed, present() + later) == {AdESPassed.OK}


def test_the_built_in_tsa_stamps_with_the_new_key_at_once(folder: Path) -> None:
    tsa = LocalTimestamper(AuthorityOpening(folder, lambda: contract.PASSPHRASE, present))
    renewed = renew_authority(folder, contract.PASSPHRASE, present())
    asked = tsp.TimeStampReq(
        {
            "version": "v1",
            "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)},
            "cert_req": True,
        }
    )
    token = tsp.TimeStampResp.load(asyncio.run(tsa.answer(asked.dump())))["time_stamp_token"]["content"]
    signer = token["signer_infos"][0]["sid"].chosen["serial_number"].native
    assert signer == renewed.tsa.certificate.serial_number


def test_a_renewal_killed_before_its_marker_changes_nothing(folder: Path) -> None:
    before = load_authority(folder, contract.PASSPHRASE, present)
    renew_authority(folder, contract.PASSPHRASE, present())
    (folder / "generation-2").unlink()
    assert (
        load_authority(folder, contract.PASSPHRASE, present).certificate.dump() == before.certificate.dump()
    )
    renewed = renew_authority(folder, contract.PASSPHRASE, present())
    assert (
        load_authority(folder, contract.PASSPHRASE, present).certificate.dump() == renewed.certificate.dump()
    )


@pytest.mark.shows("GM-32")
def test_key_renew_is_noticed_without_a_restart_and_told_in_the_log_of_each_organisation(
    tmp_path: Path, prepared: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WARIFU_HOME", str(tmp_path / "home"))
    office = open_office(tmp_path / "home")
    monkeypatch.setenv("WARIFU_DATABASE_URL", office.opened.settings.database_url)
    sealer = sealer_of(office.opened)
    first = sealer.certify(prepared, "作成")
    assert main(["key", "renew"]) == 0
    assert main(["key", "show"]) == 0
    assert capsys.readouterr().out.count("使用中 署名用") == 2
    second = sealer.agree(first.pdf, contract.filling("a"), contract.agreement_reason("a"))
    signers = {
        one.field: one for one in findings_of(second.pdf, own_signers(office.opened.settings)).signatures
    }
    assert all(one.trusted for one in signers.values())
    new, old = KeyRecords(office.opened.settings.key_records).generations_of("signer")
    assert new.serial != old.serial
    with office.opened.database.reading() as session:
        told = session.scalars(select(AuditEvent).where(AuditEvent.code == "signing_certificate_taken")).all()
    assert {new.fingerprint} <= {one.subject for one in told}


@pytest.mark.shows("GM-32")
def test_a_foreign_key_that_signed_once_stays_trusted_and_one_that_runs_out_is_said(
    tmp_path: Path, prepared: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house, home = foreign.foreign_authority(), tmp_path / "home"
    (tmp_path / "signer.p12").write_bytes(house.pkcs12(house.signer(life=timedelta(days=59))))
    (tmp_path / "passphrase").write_bytes(foreign.PASSPHRASE)
    given = {
        "WARIFU_HOME": str(home),
        "WARIFU_SIGNING_KEY": "pkcs12",
        "WARIFU_SIGNING_FILE": str(tmp_path / "signer.p12"),
        "WARIFU_SIGNING_SECRET_FILE": str(tmp_path / "passphrase"),
    }
    office = open_office(home, **given)
    sealer = sealer_of(office.opened)
    sealer.certify(prepared, "作成")
    (generation,) = [one for one in own_signers(office.opened.settings) if house.root.pem in one]
    assert generation.startswith(b"-----BEGIN")
    assert house.root.pem not in own_signers(office.opened.settings)
    monkeypatch.setenv("WARIFU_HOME", str(home))
    monkeypatch.setenv("WARIFU_DATABASE_URL", office.opened.settings.database_url)
    assert main(["key", "show"]) == 1
    assert "60日以内に切れます" in capsys.readouterr().out
    (tmp_path / "signer.p12").unlink()
    with pytest.raises(SigningKeyUnusable):
        sealer.certify(prepared, "作成")
    assert main(["key", "show"]) == 1
    assert "file_missing" in capsys.readouterr().err
    (tmp_path / "signer.p12").write_bytes(house.pkcs12(house.signer()))
    sealer.certify(prepared, "作成")
    assert main(["key", "show"]) == 0
