"""The verifier that goes with the evidence: one file, no package of ours, run in an empty folder (LW-44)."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper

from activities.anchoring import Anchoring
from adapters.anchors import AnchorFolder
from adapters.sealing import HeadStamper
from contracts.event_table import StoredEvent
from contracts.exports import TIMELINE_FORMAT, linked
from database.anchor_desk import AnchorDesk
from database.dossiers import contract_of, identity_of, revisions_of
from database.queries.anchors import proof
from database.rebuilding import record_of
from tests.certificate.conftest import Issued
from tests.evidence.contract import creation_reason, prepared
from tests.evidence.forging import annotated, overwritten_page, retitled, with_a_page_more
from workflows.log_check import stamped_again, timestamp_roots
from workflows.wiring import sealer_of

VERIFIER = Path(__file__).parents[2] / "verifier"
OTHER_ROOT = ["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes"]
TIGHTLY = ["-I", "-S", "-B"]
"""No packages of the site, nothing of the environment, nothing written beside the script."""


@pytest.fixture(scope="module")
def handed(issued: Issued, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a counterparty holds: its copy of the certificate, the document, the record and an anchor."""
    folder = tmp_path_factory.mktemp("handed")
    opened = issued.office.opened
    settings, sealer = opened.settings, sealer_of(opened)
    Anchoring(
        AnchorDesk(opened.database),
        (AnchorFolder(settings.anchors), None),
        HeadStamper(sealer.timestamper).stamped,
        partial(stamped_again, roots=timestamp_roots(settings)),
        timedelta(0),
    ).anchor_heads()
    with opened.database.reading() as session:
        contract = contract_of(session, issued.draft.contract)
        final = revisions_of(session, contract, contract.round)[-1]
        signed = opened.files.read(identity_of(contract, final.file))
        handed = proof(session, issued.office.organization.id, 1)
        events = [_event(issued.draft.contract, one) for one in record_of(session, contract)]
    through = {"sequence": len(events), "digest": events[-1]["digest"]}
    exported = {"format": TIMELINE_FORMAT, "filtered": False, "events": events, "through": through}
    (folder / "certificate.pdf").write_bytes(issued.party)
    (folder / "signed.pdf").write_bytes(signed)
    (folder / "timeline.json").write_text(json.dumps(exported, ensure_ascii=False), "utf-8")
    (folder / "anchor.json").write_text(json.dumps(handed, ensure_ascii=False), "utf-8")
    shutil.copy(settings.keys / "authority" / "root.pem", folder / "root.pem")
    for program in VERIFIER.glob("*.py"):
        shutil.copy(program, folder)
    renewed = sealer.renew_timestamp
    (folder / "renewed.pdf").write_bytes(renewed(renewed(signed).pdf).pdf)
    (folder / "renewed_certificate.pdf").write_bytes(renewed(issued.party).pdf)
    (folder / "own.pdf").write_bytes(issued.own)
    return folder


def _event(contract: str, event: StoredEvent) -> dict[str, object]:
    hashed = {name: getattr(event, name) for name in StoredEvent.__slots__ if name != "digest"}
    return linked({"contract": contract, **hashed}, event.digest, {})


def said(folder: Path, *words: str, path: str | None = None) -> tuple[int, str]:
    environment = {"PATH": path} if path is not None else {}
    done = subprocess.run(
        [sys.executable, *TIGHTLY, "warifu_verifier.py", *words],
        cwd=folder,
        env=environment or {"PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode() + done.stderr.decode()


@pytest.mark.shows("LW-44")
def test_the_certificate_alone_and_all_that_goes_with_it_are_found_right(handed: Path) -> None:
    code, words = said(handed, "--root", "root.pem", "certificate.pdf")
    assert (code, "[NG]" in words, "--root" in words) == (0, False, False), words
    everything = ("certificate.pdf", "signed.pdf", "timeline.json", "anchor.json")
    code, words = said(handed, "--root", "root.pem", *everything)
    assert (code, "[NG]" in words) == (0, False), words
    for name in everything:
        assert f"[OK] {name}" in words
    assert "it is a concluded document of the certificate" in words


@pytest.mark.shows("LW-13", "LW-45")
def test_renewed_files_are_the_concluded_ones_with_timestamps_and_nothing_else(handed: Path) -> None:
    everything = ("certificate.pdf", "renewed_certificate.pdf", "own.pdf", "signed.pdf", "renewed.pdf")
    code, words = said(handed, "--root", "root.pem", *everything)
    assert (code, "[NG]" in words) == (0, False), words
    assert "[OK] renewed.pdf: " in words
    assert "it is a concluded document of the certificate with timestamps added" in words
    code, words = said(
        handed, "--root", "root.pem", "renewed_certificate.pdf", "renewed.pdf", "timeline.json"
    )
    assert (code, "[NG]" in words) == (0, False), words


@pytest.mark.shows("LW-13", "T61")
@pytest.mark.parametrize(
    ("name", "forge"),
    [
        ("signed.pdf", overwritten_page),
        ("renewed.pdf", with_a_page_more),
        ("renewed_certificate.pdf", annotated),
        ("certificate.pdf", retitled),
    ],
)
def test_what_is_added_under_a_timestamp_of_a_known_authority_is_found_all_the_same(
    handed: Path, tmp_path: Path, issued: Issued, name: str, forge: Callable[[bytes], bytes]
) -> None:
    """Anybody may buy a timestamp over what he appended: every signature holds, and the last covers all."""
    shutil.copytree(handed, tmp_path, dirs_exist_ok=True)
    stream = BytesIO(forge((handed / name).read_bytes()))
    stamper = PdfTimeStamper(sealer_of(issued.office.opened).timestamper, field_name="DocTS-9")
    stamper.timestamp_pdf(IncrementalPdfFileWriter(stream), "sha256", in_place=True)
    (tmp_path / name).write_bytes(stream.getvalue())
    files = dict.fromkeys(("certificate.pdf", name))
    code, words = said(tmp_path, "--root", "root.pem", *files)
    wrong = [line for line in words.splitlines() if line.startswith("[NG]")]
    assert (code, len(wrong)) == (1, 1), words
    assert wrong[0].startswith(f"[NG] {name} (")


@pytest.mark.shows("T62", "LW-44")
def test_a_contract_in_whose_pages_somebody_hid_the_facts_of_a_certificate_is_no_certificate(
    handed: Path, tmp_path: Path, issued: Issued
) -> None:
    """The bytes of a picture are what a party brought; the platform signs a contract with the same key."""
    shutil.copytree(handed, tmp_path, dirs_exist_ok=True)
    facts = b'{"certificate_id": "WRF-FALSE", "files": [], "parties": []}'
    hidden = b"1 0 obj <</Type /EmbeddedFile /Length %d>> stream\n%b\nendstream" % (len(facts), facts)
    out = BytesIO()
    with pikepdf.open(BytesIO(prepared())) as pdf:
        pdf.pages[0].Resources.Hidden = pdf.make_stream(hidden)
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    made = sealer_of(issued.office.opened).certify(out.getvalue(), creation_reason()).pdf
    assert hidden in made
    (tmp_path / "made.pdf").write_bytes(made)
    assert said(tmp_path, "--root", "root.pem", "made.pdf")[0] == 2
    code, words = said(tmp_path, "--root", "root.pem", "certificate.pdf", "made.pdf")
    assert (code, "[NG] made.pdf" in words, "WRF-FALSE" in words) == (1, True, False)


def test_what_cannot_be_checked_is_said_and_nothing_is_claimed_for_it(handed: Path) -> None:
    code, words = said(handed, "certificate.pdf", "signed.pdf")
    assert (code, "who issued the signatures was not checked" in words) == (3, True)
    code, words = said(handed, "--root", "root.pem", "certificate.pdf", path=str(handed))
    assert (code, "signatures and timestamps were not checked" in words) == (3, True)
    assert "the signature holds" not in words
    assert "the timestamp holds" not in words
    assert said(handed, "signed.pdf")[0] == 2
    assert said(handed, "warifu_verifier.py")[0] == 2


def changed(handed: Path, folder: Path, name: str, old: bytes, new: bytes) -> None:
    shutil.copytree(handed, folder, dirs_exist_ok=True)
    kept = (handed / name).read_bytes()
    assert old in kept
    (folder / name).write_bytes(kept.replace(old, new, 1))


FORGED = [
    ("certificate.pdf", b"/Lang (ja)", b"/Lang (en)"),
    ("certificate.pdf", b"%%EOF", b"%%EOD"),
    ("signed.pdf", b"%%EOF", b"%%EOD"),
    ("timeline.json", b'"kind": "sent_back"', b'"kind": "terms_accepted"'),
    ("anchor.json", b'"head": {"organization": "', b'"head": {"organization": "x'),
    ("anchor.json", b'\\"number\\":1', b'\\"number\\":2'),
]


@pytest.mark.shows("T73", "T62")
@pytest.mark.parametrize(("name", "old", "new"), FORGED)
def test_one_changed_place_of_any_file_is_found(
    handed: Path, tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    changed(handed, tmp_path, name, old, new)
    code, words = said(
        tmp_path, "--root", "root.pem", "certificate.pdf", "signed.pdf", "timeline.json", "anchor.json"
    )
    assert code == 1
    assert f"[NG] {name}" in words


@pytest.mark.shows("T62")
def test_bytes_added_after_the_last_signature_and_another_authority_are_found(
    handed: Path, tmp_path: Path
) -> None:
    shutil.copytree(handed, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "certificate.pdf").open("ab") as file:
        file.write(b"\n% more")
    code, words = said(tmp_path, "--root", "root.pem", "certificate.pdf")
    assert (code, "there are bytes that no signature covers" in words) == (1, True)
    subprocess.run(
        [*OTHER_ROOT, "-keyout", "key.pem", "-out", "other.pem", "-subj", "/CN=other", "-days", "30"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=30,
    )
    code, words = said(tmp_path, "--root", "other.pem", "signed.pdf", str(handed / "certificate.pdf"))
    assert (code, "the signature does not hold" in words) == (1, True)
