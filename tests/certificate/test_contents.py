"""domain.md C.8, point by point, on the certificates of one contract that really was concluded."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select

from adapters.certificates.words import event
from contracts.certificate import FORMAT_VERSION
from database.anchors import LogAnchor
from database.audit import AuditEvent
from database.contract import Contract
from database.document import DocumentVersion
from database.evidence import Revision
from tests.certificate.beside import CORPORATE_NUMBER, PHONE, PHRASE_ADDRESS
from tests.certificate.conftest import Issued
from tests.certificate.reading import embedded_in, faces_of, words_of

JST = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+09:00")


def facts_of(pdf: bytes) -> dict[str, Any]:
    return embedded_in(pdf)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_1_it_names_itself_its_issuer_its_time_in_japan_and_its_format(issued: Issued) -> None:
    facts, printed = facts_of(issued.own), words_of(issued.own)
    assert printed.startswith("合意証明書社内控") or "合意証明書" in printed[:20]
    assert facts["certificate_id"] in printed
    assert JST.fullmatch(facts["issued_at"])
    assert squeezed(facts["issued_at"].replace("T", " ").replace("+09:00", " +09:00")) in printed
    assert facts["issuer"] in printed
    assert facts["format_version"] == FORMAT_VERSION
    assert f"第{FORMAT_VERSION}版" in printed


@pytest.mark.shows("LW-45")
def test_2_it_names_the_contract_and_each_file_with_pages_size_and_digest(issued: Issued) -> None:
    facts, printed = facts_of(issued.party), words_of(issued.party)
    with issued.office.opened.database.reading() as session:
        contract = session.scalars(select(Contract)).one()
        version = session.scalars(select(DocumentVersion).where(DocumentVersion.number == 2)).one()
        title, name = contract.title, version.filename
    assert (facts["title"], facts["anchor"]["contract"]) == (title, issued.draft.contract)
    assert squeezed(title) in printed
    assert "文書の数1" in printed
    assert [file["role"] for file in facts["files"]] == ["uploaded", "sent", "concluded"]
    for file in facts["files"]:
        assert file["name"] == name
        assert file["sha256"] in printed
        assert f"{file['size']:,}バイト" in printed


@pytest.mark.shows("LW-12")
def test_3_it_tells_the_conclusion_its_timestamp_and_the_certificate_that_signed(issued: Issued) -> None:
    facts, printed = facts_of(issued.own), words_of(issued.own)
    conclusion = facts["conclusion"]
    with issued.office.opened.database.reading() as session:
        final = session.scalars(select(Revision).where(Revision.round == 2).order_by(Revision.number)).all()[
            -1
        ]
        told = (final.authority, final.serial, final.policy, final.level)
    stamp = conclusion["timestamp"]
    assert (stamp["authority"], stamp["serial"], stamp["policy"], conclusion["level"]) == told
    assert not stamp["accredited"]
    assert "認定タイムスタンプではありません（検証用TSA）" in printed
    signer = conclusion["certificate"]
    for shown in (
        stamp["serial"],
        stamp["policy"],
        f"PAdES{told[3]}",
        *map(signer.get, ("subject", "issuer")),
    ):
        assert squeezed(str(shown)) in printed
    assert signer["serial"] in printed
    assert signer["valid_from"] < conclusion["signed_at"] < signer["valid_until"]


@pytest.mark.shows("LW-47")
def test_4_it_lists_the_parties_and_hides_the_end_of_a_number_from_the_other_side(issued: Issued) -> None:
    own, party = (facts_of(pdf)["parties"][1] for pdf in (issued.own, issued.party))
    assert (own["corporate_number"], own["phone"]) == (CORPORATE_NUMBER, PHONE)
    assert party["phone"] == "0901234****"
    assert "090-1234-5678" in words_of(issued.own)
    assert "090-1234-****" in words_of(issued.party)
    assert PHONE not in str(facts_of(issued.party))
    for pdf in (issued.own, issued.party):
        assert f"法人番号{CORPORATE_NUMBER}" in words_of(pdf)
        assert "権限の申告" in words_of(pdf)
        assert [one["order"] for one in facts_of(pdf)["parties"]] == [0, 1, 1]


@pytest.mark.shows("LW-44")
def test_5_it_tells_what_each_party_did_and_what_the_post_reported(issued: Issued) -> None:
    own = facts_of(issued.own)["parties"][1]["events"]
    kinds = {line["kind"] for line in own}
    assert kinds >= {
        *("party_invited", "mail_sent", "mail_arrived", "terms_accepted"),
        *("agreement_recorded", "agreement_sealed", "edelivery_consented"),
    }
    assert all(event(kind) != kind for kind in kinds)
    assert [line["at"] for line in own] == sorted(line["at"] for line in own)
    agreed = next(line for line in own if line["kind"] == "agreement_recorded")
    assert (agreed["address"], agreed["user_agent"]) == ("192.0.2.1", "test")
    assert {"factor", "shown_sha256", "imprint_sha256"} <= {one["name"] for one in agreed["details"]}
    for line in (line for one in facts_of(issued.party)["parties"] for line in one["events"]):
        assert (line["address"], line["user_agent"]) == ("", "")


def test_6_it_tells_the_consent_to_electronic_delivery_with_the_version_of_its_text(issued: Issued) -> None:
    for pdf in (issued.own, issued.party):
        events = facts_of(pdf)["parties"][1]["events"]
        (given,) = [line for line in events if line["kind"] == "edelivery_consented"]
        assert {one["name"]: one["value"] for one in given["details"]}["text_version"] == "2026-11"
        assert "電磁的方法による交付の承諾" in words_of(pdf)
    assert PHRASE_ADDRESS in words_of(issued.own)
    assert PHRASE_ADDRESS not in words_of(issued.party)


@pytest.mark.shows("GM-21")
def test_7_it_says_how_to_check_and_its_code_reads_as_the_address(issued: Issued, tmp_path: Path) -> None:
    facts, printed = facts_of(issued.party), words_of(issued.party)
    for shown in (
        facts["verify_url"],
        "sha256sum",
        "署名パネル",
        "電子署名法第3条の推定が及ぶことを保証するものではありません",
    ):
        assert squeezed(shown) in printed
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg is not installed: python -m tools.doctor test")
    for number, page in enumerate(pypdfium2.PdfDocument(issued.party)):
        page.render(scale=3).to_pil().convert("L").save(tmp_path / f"{number}.png")
    pictures = map(str, sorted(tmp_path.glob("*.png")))
    # Its exit code only says that some page has no code.
    read = subprocess.run(["zbarimg", "--quiet", "--raw", *pictures], capture_output=True, check=False)
    assert read.stdout.decode().split() == [facts["verify_url"]]


@pytest.mark.shows("LW-44")
def test_8_it_is_marked_as_pdf_a_3b_with_its_facts_attached_and_every_font_inside(
    issued: Issued, tmp_path: Path
) -> None:
    assert faces_of(issued.party, tmp_path)
    with pikepdf.open(BytesIO(issued.party)) as pdf, pdf.open_metadata() as marked:
        assert (marked["pdfaid:part"], marked["pdfaid:conformance"]) == ("3", "B")
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        (attached,) = pdf.Root.AF
        assert str(attached.AFRelationship) == "/Data"
        assert attached.EF.F.Subtype is not None
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert not pdf.is_encrypted


def test_it_names_the_newest_timestamp_over_the_audit_log(issued: Issued) -> None:
    stamped = facts_of(issued.party)["anchor"]["timestamped"]
    with issued.office.opened.database.reading() as session:
        anchor = session.scalars(select(LogAnchor)).one()
        row = session.get_one(AuditEvent, (issued.office.organization.id, stamped["audit_sequence"]))
        assert (stamped["number"], stamped["serial"]) == (anchor.number, anchor.serial)
        assert stamped["audit_head"] == row.digest
    assert f"第{stamped['number']}回" in words_of(issued.party)
    assert stamped["audit_head"] in words_of(issued.party)
