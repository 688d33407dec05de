"""Files that parsers fall over: an answer for each, no packet, and never a false 「改ざんなし」."""

import csv
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from adapters.intake import IntakeLimits, UploadRefused, take_in
from adapters.verification.reading import findings_of
from contracts.verdict import Colour, verdict_of
from tests.counterparty.office import Office
from tests.journeys.test_offline import ALONE, may_be_alone
from tests.verification import attacks
from tests.verification.hostile import hostile_files
from tests.verification.site import Stranger

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "pdf-samples"
GOOD = {Colour.GREEN, Colour.GENUINE}
AT_LEAST = 60
UNCHANGED = ("緑：", "原本と一致しました")


def rows() -> list[dict[str, str]]:
    index = SAMPLES / "INDEX.tsv"
    if not index.is_file():
        return []
    return list(csv.DictReader(index.read_text("utf-8").splitlines(), delimiter="\t"))


@pytest.mark.shows("T56", "T57")
def test_no_hostile_file_is_good_and_none_raises() -> None:
    seen = 0
    for name, pdf in hostile_files(attacks.approved()):
        assert verdict_of(findings_of(pdf, []), None).colour not in GOOD, name
        seen += 1
    assert seen >= AT_LEAST


@pytest.mark.skipif(not rows(), reason="the shared samples are not here")
def test_every_shared_sample_is_answered_and_no_attack_is_called_unchanged(site: Flask) -> None:
    def unchanged(row: dict[str, str]) -> bool:
        pdf = (SAMPLES / row["file"]).read_bytes()
        answer = Stranger(site).brings(pdf, f"192.0.2.{len(row['file'])}")
        assert answer.status_code in {200, 422}, row["file"]
        return any(words in answer.text for words in UNCHANGED)

    # As many at once as there are confined children.
    with ThreadPoolExecutor(2) as visitors:
        told = list(visitors.map(unchanged, rows()))
    assert told == [row["what must happen"] == "valid" for row in rows()]


@pytest.mark.skipif(not rows(), reason="the shared samples are not here")
def test_every_shared_sample_is_taken_in_or_refused_with_a_code() -> None:
    for row in rows():
        outcome = taken_in((SAMPLES / row["file"]).read_bytes())
        assert outcome.startswith(b"%PDF-") or outcome.isascii(), row["file"]


def taken_in(pdf: bytes) -> bytes:
    """Return the working copy, or the code of the refusal."""
    try:
        return take_in(pdf, IntakeLimits()).working
    except UploadRefused as refused:
        return str(refused.code).encode()


@pytest.mark.skipif(not may_be_alone(), reason="this machine does not let us make a network namespace")
def test_no_file_makes_the_validator_reach_out() -> None:
    done = subprocess.run(
        [*ALONE, sys.executable, "-m", "tests.verification.offline"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "0"


def test_nothing_hostile_leaves_a_file_behind(office: Office, stranger: Stranger) -> None:
    def kept() -> list[str]:
        return sorted(str(path) for path in office.opened.settings.home.rglob("*") if "db-" not in path.name)

    before = kept()
    pdf = attacks.approved()
    answers = {stranger.learns(pdf) for _ in range(2)}
    assert len(answers) == 1
    assert kept() == before
