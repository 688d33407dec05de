"""立証パッケージ, unpacked in an empty folder and checked by programs that are not ours."""

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from contracts import evidence_package as names
from contracts.exports import checked
from tests.certificate.reading import words_of
from tests.envelope.bundle import NAMES
from tests.evidence.forging import flipped
from tests.evidence.programs import require_tools
from tests.proof.conftest import HANDED_IN, IDENTITY, Package, Proof
from workflows.evidence.gathering import OWN_CERTIFICATE


def script_in(folder: Path) -> "subprocess.CompletedProcess[str]":
    require_tools()
    command = ["sh", str(folder / names.SCRIPT)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.shows("MK-92")
def test_the_package_has_every_file_of_the_case_and_no_identity_paper(proof: Proof, unpacked: Path) -> None:
    found = contents(unpacked)
    *earlier, final = proof.bundle.signed()
    certificates = [proof.bundle.certificate(audience) for audience in ("own", "party")]
    for data in [*final, *(pdf for revision in earlier for pdf in revision), *certificates, HANDED_IN]:
        assert data in found.values()
    assert IDENTITY not in found.values()
    assert {path.partition("/")[0] for path in found} == {
        *(names.EXPLANATION, names.INDEX, names.SUMS),
        *(names.SIGNED, names.REVISIONS, names.CERTIFICATES, names.RECORDS),
        *(names.FINDINGS, names.SUBMITTED, names.CHECKING),
    }


@pytest.mark.shows("MK-92")
def test_both_lists_name_every_file_with_its_sha_256(unpacked: Path) -> None:
    found = {path: hashlib.sha256(data).hexdigest() for path, data in contents(unpacked).items()}
    rows = list(csv.reader((unpacked / names.INDEX).read_text("utf-8-sig").splitlines()))
    assert {row[0]: row[3] for row in rows[1:]} == {
        path: digest for path, digest in found.items() if path not in {names.INDEX, names.SUMS}
    }
    sums = dict(line.split("  ")[::-1] for line in (unpacked / names.SUMS).read_text("utf-8").splitlines())
    assert sums == {path: digest for path, digest in found.items() if path != names.SUMS}


@pytest.mark.shows("MK-92", "CL-27")
def test_openssl_alone_finds_every_signature_good_by_the_script_of_the_package(unpacked: Path) -> None:
    said = script_in(unpacked)
    assert said.returncode == 0, said.stdout
    signatures = (len(NAMES) * 4 + 2) * 2 + len(NAMES) + 2
    assert said.stdout.count("OK  ") == 1 + signatures
    assert "NG  " not in said.stdout


@pytest.mark.shows("MK-92")
def test_the_verifier_of_the_package_needs_nothing_of_ours_and_finds_everything_right(unpacked: Path) -> None:
    require_tools()
    signed = sorted(path for path in contents(unpacked) if path.startswith(names.SIGNED))
    records = [f"{names.RECORDS}/{name}.json" for name in ("timeline", "audit")]
    order = [names.VERIFIER, "--root", names.ROOTS, OWN_CERTIFICATE, *signed, *records]
    command = [sys.executable, "-I", "-S", *order]
    said = subprocess.run(command, cwd=unpacked, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 0, said.stdout + said.stderr
    explained = words_of((unpacked / names.EXPLANATION).read_bytes())
    assert "".join(f"python3{names.VERIFIER}--root".split()) in explained


@pytest.mark.shows("LW-03")
def test_the_script_names_the_file_in_which_one_byte_was_changed(unpacked: Path, tmp_path: Path) -> None:
    for path, data in contents(unpacked).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        forged = data if path != f"{names.SIGNED}/02_{NAMES[1]}_締結済.pdf" else flipped(data, 5000)
        (tmp_path / path).write_bytes(forged)
    said = script_in(tmp_path)
    assert said.returncode == 1
    wrong = [line for line in said.stdout.splitlines() if line.startswith("NG  ")]
    assert wrong[0] == "NG  SHA-256 (SHA256SUMS)"
    assert wrong[1:]
    assert all(NAMES[1] in line for line in wrong[1:])


@pytest.mark.shows("MK-92")
def test_the_records_are_chains_that_hold_and_the_timeline_reaches_its_head(
    proof: Proof, unpacked: Path
) -> None:
    timeline, log = (
        json.loads((unpacked / names.RECORDS / f"{name}.json").read_text("utf-8"))
        for name in ("timeline", "audit")
    )
    assert checked(timeline).broken is None
    assert timeline["through"]["digest"] == proof.bundle.row().head
    assert checked(log).broken is None
    assert {one["hashed"]["subject"] for one in log["events"]} == {proof.bundle.draft.contract}


@pytest.mark.shows("MK-92")
def test_the_explanation_is_for_the_court_and_says_what_is_not_proved(unpacked: Path) -> None:
    words = words_of((unpacked / names.EXPLANATION).read_bytes())
    for said in (
        "裁判所御中",
        "電子契約の立証資料についての説明",
        "この資料だけでは証明できないこと",
        "電子署名法第3条の推定が及ぶことを保証するものではありません",
        "総務大臣認定の時刻認証業務によるものではありません",
        "opensslcms-verify-cades",
        "佐藤1郎",
    ):
        assert said in words, said
    signed = (path for path in contents(unpacked) if path.startswith(names.SIGNED))
    for path in signed:
        assert hashlib.sha256((unpacked / path).read_bytes()).hexdigest() in words


def test_the_same_row_of_the_log_gives_the_same_bytes_also_after_somebody_looked(
    proof: Proof, package: Package
) -> None:
    proof.looks()
    assert proof.last_row() > package.through
    assert proof.packed(package.through) == package.data
