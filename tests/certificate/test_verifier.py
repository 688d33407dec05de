"""The verifier that goes with the evidence: one file, no package of ours, run in an empty folder (LW-44)."""

import json
import shutil
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

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
from workflows.log_check import stamped_again, timestamp_roots
from workflows.wiring import sealer_of

VERIFIER = Path(__file__).parents[2] / "verifier" / "warifu_verifier.py"
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
    shutil.copy(VERIFIER, folder / "verify.py")
    return folder


def _event(contract: str, event: StoredEvent) -> dict[str, object]:
    hashed = {name: getattr(event, name) for name in StoredEvent.__slots__ if name != "digest"}
    return linked({"contract": contract, **hashed}, event.digest, {})


def said(folder: Path, *words: str, path: str | None = None) -> tuple[int, str]:
    environment = {"PATH": path} if path is not None else {}
    done = subprocess.run(
        [sys.executable, *TIGHTLY, "verify.py", *words],
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
    assert (code, "NG" in words, "--root" in words) == (0, False, False), words
    everything = ("certificate.pdf", "signed.pdf", "timeline.json", "anchor.json")
    code, words = said(handed, "--root", "root.pem", *everything)
    assert (code, "NG" in words) == (0, False), words
    for name in everything:
        assert f"[OK] {name}" in words
    assert "it is a concluded document of the certificate" in words


def test_what_cannot_be_checked_is_said_and_nothing_is_claimed_for_it(handed: Path) -> None:
    code, words = said(handed, "certificate.pdf", "signed.pdf")
    assert (code, "who issued the signatures was not checked" in words) == (0, True)
    code, words = said(handed, "certificate.pdf", path=str(handed))
    assert (code, "only digests were compared" in words) == (0, True)
    assert said(handed, "signed.pdf")[0] == 2
    assert said(handed, "verify.py")[0] == 2


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
