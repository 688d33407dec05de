"""An exported log is checked by a stranger's Python alone, a part up to its timestamp (LW-44, MK-83)."""

import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.sealing import Authority, create_test_authority, load_authority
from contracts.exports import checked
from tests.anchoring.anchored import Anchored
from tests.compliance.test_audit import rows_of
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from tests.evidence.clock import present

VERIFIER = Path(__file__).parents[2] / "verifier" / "warifu_log_verifier.py"
LAST_YEAR = datetime(2025, 6, 1, 3, tzinfo=UTC)
OF_LAST_YEAR = {"from": "2025/6/1", "to": "2025/6/30"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    create_test_authority(folder, b"of these tests", present())
    return load_authority(folder, b"of these tests", present)


@pytest.fixture
def anchored(
    office: Office,
    authority: Authority,
    lease: Sent,  # noqa: ARG001 -- a concluded contract's rows
    monkeypatch: pytest.MonkeyPatch,
) -> Anchored:
    """Some rows of today, three of last year (a clock that was set back), some of today, then an anchor."""
    anchored = Anchored.of(office, authority)
    with monkeypatch.context() as patch:
        patch.setattr("tests.anchoring.anchored.now_of", lambda _session: LAST_YEAR)
        for _ in range(3):
            anchored.tell()
    anchored.tell()
    anchored.anchor()
    anchored.tell()
    return anchored


def run(folder: Path, *files: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "-S", "-B", str(VERIFIER), "--root", "root.pem", *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def exported(auditor: Clerk, anchored: Anchored, tmp_path: Path) -> Path:
    folder = tmp_path / "handed"
    folder.mkdir()
    (folder / "root.pem").write_bytes(anchored.authority.root_pem)
    for name, query in (("whole", {}), ("part", OF_LAST_YEAR), ("kind", {"kind": "accounts"})):
        for ending in ("json", "csv"):
            answer = auditor.client.get(f"/audit.{ending}", query_string=query)
            (folder / f"{name}.{ending}").write_bytes(answer.data)
    return folder


@pytest.mark.shows("LW-44", "MK-83")
def test_a_range_leads_on_to_the_timestamp_over_it_and_names_what_came_before(
    exported: Path, office: Office
) -> None:
    document = json.loads((exported / "part.json").read_bytes())
    rows = rows_of(office)
    numbers = [event["hashed"]["sequence"] for event in document["events"]]
    assert (len(numbers), numbers[0]) == (3, document["range"]["first"])
    assert document["range"]["before"] == rows[numbers[0] - 2].digest
    head = document["anchor"]["head"]
    assert [one["hashed"]["sequence"] for one in document["bridge"]] == [numbers[-1] + 1]
    assert head["digest"] == document["bridge"][-1]["digest"]
    assert checked(document).broken is None
    del document["events"][1]
    assert checked(document).broken == numbers[1]


@pytest.mark.shows("LW-44", "MK-83")
def test_every_export_is_checked_without_this_program(exported: Path) -> None:
    files = [f"{name}.{ending}" for name in ("whole", "part", "kind") for ending in ("json", "csv")]
    code, said = run(exported, *files)
    assert code == 0, said
    assert said.count("the record is under the timestamp") == 2
    assert said.count("the timestamp holds") == 2
    assert said.count("the chain of records holds") == 4
    assert "[NG]" not in said


@pytest.mark.shows("LW-44", "MK-83")
@pytest.mark.parametrize(
    ("file", "found", "made"),
    [
        ("part.json", "signed_in", "signed_out"),
        ("part.csv", "signed_in", "signed_out"),
        ("whole.json", "signed_in", "signed_out"),
        ("part.json", '"path":', '"path":[{"side":"left","digest":"00"}],"was":'),
        ("part.json", '"statement":"{', '"statement":" {'),
    ],
)
def test_whatever_is_changed_in_an_export_is_found_without_this_program(
    exported: Path, file: str, found: str, made: str
) -> None:
    path = exported / file
    text = path.read_bytes().decode()
    assert found in text
    path.write_bytes(text.replace(found, made).encode())
    code, said = run(exported, file)
    assert (code, "[NG]" in said) == (1, True), said


def test_two_exports_that_tell_different_things_contradict_each_other(exported: Path) -> None:
    document = json.loads((exported / "kind.json").read_bytes())
    event = document["events"][0]
    event["hashed"]["actor"] = "forger"
    canonical = json.dumps(event["hashed"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    event["digest"] = hashlib.sha256(canonical.encode()).hexdigest()
    (exported / "kind.json").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    assert run(exported, "whole.json", "kind.json")[0] == 1
