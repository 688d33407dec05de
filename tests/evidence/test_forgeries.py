"""Known ways to make a signed PDF lie; none may ever be green or genuine."""

import re
from pathlib import Path

import pytest

from adapters.verification import examine
from adapters.verification.reading import findings_of
from contracts.verdict import Colour, verdict_of
from tests.evidence.contract import Story

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "pdf-samples"
GOOD = {Colour.GREEN, Colour.GENUINE}


def samples(folder: str) -> list[Path]:
    found = sorted((SAMPLES / folder).glob("*.pdf"))
    if not found:
        pytest.skip("the sample files are not here")
    return found


def colour_of(pdf: bytes, roots: list[bytes]) -> Colour:
    return verdict_of(findings_of(pdf, roots), None).colour


def test_no_attack_of_the_sample_set_is_ever_good() -> None:
    for path in samples("signed_attacks"):
        assert verdict_of(examine(path.read_bytes(), []), None).colour not in GOOD, path.name


def test_a_valid_foreign_file_is_green_and_its_signers_are_not_trusted() -> None:
    for path in samples("signed_valid"):
        verdict = verdict_of(examine(path.read_bytes(), []), None)
        assert verdict.colour is Colour.GREEN, path.name
        assert verdict.every_signer_trusted is False


def test_hostile_and_odd_files_are_answered_and_never_good() -> None:
    for folder in ("malicious", "odd"):
        for path in samples(folder):
            assert colour_of(path.read_bytes(), []) not in GOOD, path.name


@pytest.mark.shows("T55")
def test_an_empty_revision_appended_is_never_good(story: Story, roots: list[bytes]) -> None:
    last = re.findall(rb"startxref\s+(\d+)", story.concluded)[-1]
    size = re.findall(rb"/Size (\d+)", story.concluded)[-1]
    root = re.findall(rb"/Root (\d+ \d+ R)", story.concluded)[-1]
    start = len(story.concluded)
    trailer = b"trailer\n<</Size %s/Root %s/Prev %s>>\n" % (size, root, last)
    empty = b"xref\n0 0\n" + trailer + b"startxref\n%d\n%%%%EOF\n" % start
    assert colour_of(story.concluded + empty, roots) not in GOOD


@pytest.mark.shows("T57")
@pytest.mark.parametrize("key", [b"/ByteRange", b"/Contents", b"/SubFilter", b"/Filter"])
def test_a_signature_without_one_of_its_entries_is_never_good(
    story: Story, roots: list[bytes], key: bytes
) -> None:
    forged = story.concluded.replace(key, key[:-1] + b"_")
    assert colour_of(forged, roots) not in GOOD


@pytest.mark.shows("T56")
@pytest.mark.parametrize("replacement", [b"1", b"-1", b"0 0", b"null"])
def test_an_odd_byte_range_is_never_good(story: Story, roots: list[bytes], replacement: bytes) -> None:
    forged = re.sub(rb"/ByteRange ?\[0 ", b"/ByteRange [" + replacement + b" ", story.concluded)
    assert forged != story.concluded
    assert colour_of(forged, roots) not in GOOD


@pytest.mark.shows("T60")
def test_one_signature_in_two_fields_is_red(story: Story, roots: list[bytes]) -> None:
    one = story.revisions[0].pdf
    value = re.findall(rb"/V (\d+ 0 R)", one)[-1]
    twin = re.search(rb"(\d+) 0 obj\n<<[^>]*/T \(Sig-final\)", one)
    assert twin is not None
    start = len(one)
    body = b"%s 0 obj\n<</FT/Sig/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/F 132/T(Sig-final)/V %s>>\nendobj\n"
    last = re.findall(rb"startxref\s+(\d+)", one)[-1]
    size = re.findall(rb"/Size (\d+)", one)[-1]
    root = re.findall(rb"/Root (\d+ \d+ R)", one)[-1]
    added = body % (twin.group(1), value)
    table = b"xref\n%s 1\n%010d 00000 n \n" % (twin.group(1), start)
    trailer = b"trailer\n<</Size %s/Root %s/Prev %s>>\n" % (size, root, last)
    forged = one + added + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (start + len(added))
    findings = findings_of(forged, roots)
    assert verdict_of(findings, None).colour is Colour.RED
    assert {one.fields_of_object for one in findings.signatures} == {2}


def test_signatures_whose_fields_are_gone_are_red(story: Story, roots: list[bytes]) -> None:
    forged = story.concluded.replace(b"/AcroForm", b"/AcroFor_")
    verdict = verdict_of(findings_of(forged, roots), None)
    assert verdict.colour is Colour.RED
    assert verdict.reasons == ("signature_in_no_field",)


def test_a_file_of_endless_objects_is_red_and_the_caller_lives(roots: list[bytes]) -> None:
    bomb = (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n"
        b"<</Root 1 0 R/Size 300000000000000>>\nstartxref\n0\n%%EOF\n"
    )
    assert verdict_of(examine(bomb, roots), None).colour is Colour.RED


def test_the_child_finds_what_the_parent_would(story: Story, roots: list[bytes]) -> None:
    assert examine(story.concluded, roots) == findings_of(story.concluded, roots)
