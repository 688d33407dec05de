"""`verify`: first what this installation issued, then what can be measured."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.sealing import Sealer
from adapters.settings import Settings
from contracts.signing import FileIdentity, Purpose, RevisionFacts, RevisionKind, SignedDocument
from database.archival import ArchivalRevision
from database.contract import Contract
from database.document import StoredFile
from database.engine import now_of
from database.evidence import Certificate, Revision
from tests.cli.commands import run
from tests.evidence import contract as evidence
from tests.lifecycle.office import Draft, Office, a_pdf
from workflows.wiring import sealer_of


@pytest.fixture
def signed(office: Office) -> bytes:
    """A concluded PDF of this office's own authority, which its database does not know."""
    return signed_by(sealer_of(office.opened))


def signed_by(sealer: Sealer) -> bytes:
    prepared = evidence.prepared()
    return sealer.conclude(sealer.certify(prepared, evidence.creation_reason()).pdf, "締結").pdf


def verdict(
    capsys: pytest.CaptureFixture[str], settings: Settings, path: Path
) -> tuple[int, dict[str, object]]:
    said = run(capsys, settings, "verify", str(path), "--json")
    return said.code, json.loads(said.out)


def saved(tmp_path: Path, pdf: bytes) -> Path:
    path = tmp_path / "file.pdf"
    path.write_bytes(pdf)
    return path


@pytest.mark.shows("LW-49", "CL-36")
def test_it_tells_who_when_how_and_what_each_revision_changed(
    capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path, signed: bytes
) -> None:
    path = saved(tmp_path, signed)
    said = run(capsys, settings, "verify", str(path)).out
    for told in (
        "証明書: ",
        "シリアル番号",
        "SHA-256フィンガープリント: ",
        "タイムスタンプ: ",
        "版 1/3: 最初の版",
    ):
        assert told in said
    assert "作成: 𠮷田 太郎 taro@example.jp 2021-03-09 13:03:35" in said
    assert "証明書の有効期限後: 検証できる状態です" in said
    answer = verdict(capsys, settings, path)[1]
    assert answer["format"] == "warifu.verification.1"
    assert answer["sha256"] == hashlib.sha256(signed).hexdigest()
    first = answer["signatures"][0]  # type: ignore[index]  # JSON
    assert (first["act"]["act"], first["act"]["reached"], first["revision"]) == (
        "created",
        "taro@example.jp",
        1,
    )
    assert first["timestamp"]["at"].endswith("+09:00")
    assert [one["changes"] for one in answer["revisions"]] == [[], [], ["validation_data"]]  # type: ignore[attr-defined]  # JSON


@pytest.mark.shows("T55")
def test_a_file_that_our_key_signed_and_nobody_issued_is_measured_and_amber(
    capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path, signed: bytes
) -> None:
    code, answer = verdict(capsys, settings, saved(tmp_path, signed))
    assert (code, answer["verdict"], answer["is"]) == (1, "amber", None)
    assert (answer["reasons"], answer["begins_with"]) == (["not_on_record"], None)
    assert answer["every_signer_trusted"] is True
    assert len(answer["signatures"]) == 3  # type: ignore[arg-type]  # JSON


def test_a_changed_file_is_red_and_trailing_bytes_are_never_green(
    capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path, signed: bytes
) -> None:
    changed = bytearray(signed)
    changed[len(signed) // 3] ^= 1
    assert verdict(capsys, settings, saved(tmp_path, bytes(changed)))[0] == 1
    code, answer = verdict(capsys, settings, saved(tmp_path, signed + b"\n%more\n"))
    assert code == 1
    assert answer["verdict"] in {"amber", "red"}


def test_without_an_installation_the_file_is_measured_and_nobody_is_trusted(
    capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path, signed: bytes
) -> None:
    empty = tmp_path / "empty"
    nowhere = replace(settings, home=empty, database_url=f"sqlite:///{empty / 'warifu.db'}")
    code, answer = verdict(capsys, nowhere, saved(tmp_path, signed))
    assert (code, answer["verdict"], answer["every_signer_trusted"]) == (0, "green", False)
    assert not empty.exists()


def test_a_file_without_signatures_and_one_that_is_none(
    capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path
) -> None:
    assert verdict(capsys, settings, saved(tmp_path, a_pdf()))[1]["verdict"] == "unsigned"
    code, answer = verdict(capsys, settings, saved(tmp_path, b"no pdf"))
    assert (code, answer["verdict"]) == (1, "red")
    assert run(capsys, settings, "verify", str(tmp_path / "missing.pdf")).code == 2


@pytest.mark.parametrize(
    ("kind", "stage", "round_number", "expected"),
    [
        ("final", "concluded", 1, "concluded"),
        ("agreement", "concluded", 1, "intermediate"),
        ("agreement", "awaiting_other", 1, "intermediate"),
        ("agreement", "cancelled", 1, "void"),
        ("agreement", "awaiting_other", 2, "void"),
    ],
)
def test_an_issued_file_is_genuine_and_named_for_what_it_is(  # noqa: PLR0913, PLR0917 -- one table of cases
    capsys: pytest.CaptureFixture[str],
    office: Office,
    tmp_path: Path,
    kind: str,
    stage: str,
    round_number: int,
    expected: str,
) -> None:
    issue(office, a_pdf(), RevisionKind(kind), stage, round_number)
    code, answer = verdict(capsys, office.opened.settings, saved(tmp_path, a_pdf()))
    assert (code, answer["verdict"], answer["is"]) == (0, "genuine", expected)
    said = run(capsys, office.opened.settings, "verify", str(tmp_path / "file.pdf")).out
    assert ("この版は締結されていません" in said) == (expected != "concluded")


def test_a_certificate_is_genuine(capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path) -> None:
    draft = office.draft([1])
    certify(office, draft, a_pdf("Certificate"))
    answer = verdict(capsys, office.opened.settings, saved(tmp_path, a_pdf("Certificate")))[1]
    assert (answer["verdict"], answer["is"]) == ("genuine", "certificate")


@pytest.mark.shows("LW-13")
@pytest.mark.parametrize(("kept", "expected"), [("document", "renewed"), ("party", "renewed_certificate")])
def test_a_file_with_a_timestamp_for_keeping_is_genuine_and_named(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path, kept: str, expected: str
) -> None:
    renew(office, office.draft([1]), a_pdf("Kept"), kept)
    path = saved(tmp_path, a_pdf("Kept"))
    code, answer = verdict(capsys, office.opened.settings, path)
    assert (code, answer["verdict"], answer["is"]) == (0, "genuine", expected)
    said = run(capsys, office.opened.settings, "verify", str(path)).out
    assert "保管用タイムスタンプを追加した版" in said
    assert "締結されていません" not in said


def issue(office: Office, pdf: bytes, kind: RevisionKind, stage: str, round_number: int) -> None:
    """File `pdf` as a revision of round 1 while its contract stands at `stage` in `round_number`."""
    draft = office.draft([1])
    new = increment(office, pdf)
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft.contract)).one()
        contract.stage, contract.round = stage, round_number
        session.add(
            Revision(
                organization_id=contract.organization_id,
                contract_id=contract.id,
                round=1,
                number=1,
                kind=kind,
                party="",
                digest=new.file.digest,
                file_id=stored(office, session, new.file, new.size).id,
                level=new.facts.level,
                timestamped_at=now_of(session),
                authority=new.facts.authority,
                serial=new.facts.serial,
                policy=new.facts.policy,
            )
        )


def certify(office: Office, draft: Draft, pdf: bytes) -> None:
    file = identity(office, pdf, Purpose.CERTIFICATE)
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft.contract)).one()
        session.add(
            Certificate(
                organization_id=contract.organization_id,
                contract_id=contract.id,
                round=1,
                audience="own",
                certificate_id="id",
                digest=file.digest,
                file_id=stored(office, session, file, len(pdf)).id,
                issued_at=now_of(session),
            )
        )


def renew(office: Office, draft: Draft, pdf: bytes, kept: str) -> None:
    new = increment(office, pdf)
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft.contract)).one()
        now = now_of(session)
        session.add(
            ArchivalRevision(
                organization_id=contract.organization_id,
                contract_id=contract.id,
                kept=kept,
                place=1,
                generation=1,
                origin="0" * 64,
                digest=new.file.digest,
                file_id=stored(office, session, new.file, new.size).id,
                level=new.facts.level,
                timestamped_at=now,
                authority=new.facts.authority,
                serial=new.facts.serial,
                policy=new.facts.policy,
                protected_until=now,
                created_at=now,
            )
        )


def increment(office: Office, pdf: bytes) -> SignedDocument:
    facts = RevisionFacts("B-LTA", office.organization.created_at, "TSA", "01", "1.2")
    return SignedDocument(identity(office, pdf, Purpose.REVISION), len(pdf), facts)


def identity(office: Office, pdf: bytes, purpose: Purpose) -> FileIdentity:
    digest = hashlib.sha256(pdf).hexdigest()
    object_id = f"00000000-0000-4000-8000-{digest[:12]}"
    return FileIdentity(office.organization.public_id, object_id, purpose, digest)


def stored(office: Office, session: Session, file: FileIdentity, size: int) -> StoredFile:
    row = StoredFile(
        public_id=file.object_id,
        organization_id=office.organization.id,
        purpose=file.purpose,
        digest=file.digest,
        size=size,
        created_at=now_of(session),
    )
    session.add(row)
    session.flush()
    return row
