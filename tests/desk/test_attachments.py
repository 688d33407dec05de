"""添付書類: a PDF that was signed elsewhere is kept byte for byte, and never becomes the file to sign."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.sealing import Sealer, create_test_authority, load_authority
from adapters.verification import examine
from contracts.verdict import Colour, verdict_of
from database.audit import AuditEvent
from tests.counterparty.office import Office
from tests.desk.cases import sent_by
from tests.desk.site import Clerk
from tests.evidence.clock import present
from tests.evidence.contract import PASSPHRASE, blank, timestamper

REASON = "他社サービスで締結"


@pytest.fixture
def signed_elsewhere(tmp_path: Path) -> bytes:
    create_test_authority(tmp_path, PASSPHRASE, present())
    stranger = load_authority(tmp_path, PASSPHRASE, present)
    return Sealer(stranger, timestamper(stranger), present).seal_certificate(blank(1), REASON).pdf


@pytest.mark.shows("LW-16")
def test_a_signed_pdf_is_kept_as_it_came_with_its_signatures_listed_and_still_good(
    clerk: Clerk, office: Office, signed_elsewhere: bytes
) -> None:
    path = f"/contracts/{sent_by(clerk, office).contract}/attachments"
    assert path in clerk.text
    clerk.opens(path)
    for _ in range(2):
        assert clerk.uploads(path, signed_elsewhere, "先方が署名済み.pdf").status_code == 200
    assert clerk.text.count("SHA-256") == 1
    assert REASON in clerk.text
    assert "署名の範囲に変更なし" in clerk.text
    (link,) = {piece.partition('"')[0].partition("/")[0] for piece in clerk.text.split(f'href="{path}/')[1:]}
    kept = clerk.opens(f"{path}/{link}").data
    assert kept == signed_elsewhere
    assert verdict_of(examine(kept, []), None).colour is Colour.GREEN
    clerk.opens(path)
    clerk.opens(f"{path}/{link}/removal")
    assert "先方が署名済み.pdf" in clerk.text
    assert clerk.sends(f"{path}/{link}/removal", reason="").status_code == 422
    assert "外す理由を入力してください。" in clerk.text
    clerk.sends(f"{path}/{link}/removal", reason="別の契約のもの")
    assert "まだありません。" in clerk.text
    with office.opened.database.reading() as session:
        told = session.scalars(select(AuditEvent.code).where(AuditEvent.facts.contains("attachment"))).all()
        reason = session.scalars(
            select(AuditEvent.facts).where(AuditEvent.code == "attachment_removed")
        ).one()
    assert list(told) == ["attachment_filed", "downloaded", "attachment_removed"]
    assert json.loads(reason)["reason"] == "別の契約のもの"


@pytest.mark.shows("LW-16")
def test_a_signed_pdf_is_refused_as_the_file_to_sign_and_the_choice_is_said(
    clerk: Clerk, signed_elsewhere: bytes
) -> None:
    clerk.opens("/drafts/new")
    assert clerk.uploads("/drafts/new", signed_elsewhere).status_code == 422
    assert "署名前のPDFを選んでください" in clerk.text
    assert "契約の「添付書類」に追加してください" in clerk.text


def test_what_is_no_pdf_is_not_kept(clerk: Clerk, office: Office) -> None:
    path = f"/contracts/{sent_by(clerk, office).contract}/attachments"
    clerk.opens(path)
    assert clerk.uploads(path, b"MZ", "setup.exe").status_code == 422
    assert "PDFファイルを選んでください。" in clerk.text
    assert "まだありません。" in clerk.text
