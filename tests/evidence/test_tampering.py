"""What somebody may do to our finished files, and what the verdict says of it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.sealing import Sealer, create_test_authority, load_authority
from contracts.verdict import Colour
from tests.evidence.clock import present
from tests.evidence.contract import KEYS, PASSPHRASE, Story, agreement_reason, filling
from tests.evidence.forging import (
    annotated,
    overwritten_page,
    refilled,
    saved_anew,
    signed_over,
    without_a_page,
)
from tests.evidence.judging import judged

SAMPLED_BYTES = 20


@pytest.mark.shows("T61")
def test_one_changed_byte_that_the_last_timestamp_covers_is_red(story: Story, roots: list[bytes]) -> None:
    last = PdfFileReader(BytesIO(story.concluded)).embedded_signatures[-1]
    _, gap_begins, gap_ends, _ = last.byte_range
    size = len(story.concluded)
    for place in (*range(10, gap_begins, gap_begins // SAMPLED_BYTES), gap_ends, (gap_ends + size) // 2):
        forged = bytearray(story.concluded)
        forged[place] ^= 0x01
        assert judged(bytes(forged), roots).colour is Colour.RED, place


def test_data_hidden_in_the_gap_that_no_digest_covers_is_red(story: Story, roots: list[bytes]) -> None:
    gap_ends = story.concluded.rindex(b"0000>")
    forged = story.concluded[:gap_ends] + b"0bad" + story.concluded[gap_ends + 4 :]
    verdict = judged(forged, roots)
    assert verdict.colour is Colour.RED
    assert verdict.reasons == ("data_beside_the_signature:DocTS-1",)


@pytest.mark.shows("T61")
def test_a_page_changed_by_an_appended_revision_is_red(story: Story, roots: list[bytes]) -> None:
    verdict = judged(overwritten_page(story.concluded), roots)
    assert verdict.colour is Colour.RED
    assert "modified:DocTS-1" in verdict.reasons


@pytest.mark.shows("T61")
@pytest.mark.parametrize("edit", [annotated, saved_anew, without_a_page])
def test_what_other_programs_do_to_a_concluded_file_is_red(
    story: Story, roots: list[bytes], edit: Callable[[bytes], bytes]
) -> None:
    assert judged(edit(story.concluded), roots).colour is Colour.RED


@pytest.mark.shows("T61")
def test_a_stranger_who_signs_over_a_concluded_file_under_our_names_makes_it_red(
    story: Story, roots: list[bytes], tmp_path: Path
) -> None:
    create_test_authority(tmp_path, PASSPHRASE, present())
    stranger = load_authority(tmp_path, PASSPHRASE, present)
    verdict = judged(signed_over(story.concluded, stranger), roots)
    assert verdict.colour is Colour.RED
    assert "change_not_permitted:Sig-final" in verdict.reasons
    assert verdict.every_signer_trusted is False


@pytest.mark.parametrize("key", KEYS)
def test_a_field_changed_after_the_conclusion_breaks_its_party_and_the_final_signature(
    story: Story, roots: list[bytes], key: str
) -> None:
    verdict = judged(refilled(story.concluded, f"{key}_agreed"), roots)
    assert verdict.colour is Colour.RED
    assert {f"modified:Sig-{key}", "change_not_permitted:Sig-final"} <= set(verdict.reasons)


def test_a_field_changed_before_the_conclusion_breaks_its_own_party_only(
    story: Story, roots: list[bytes]
) -> None:
    after_the_first = story.revisions[1].pdf
    verdict = judged(refilled(after_the_first, f"{KEYS[0]}_agreed"), roots)
    assert verdict.colour is Colour.RED
    assert verdict.reasons == ("modified:Sig-a", "change_not_permitted:Sig-a")


def test_the_lock_of_one_party_leaves_the_next_party_free(
    story: Story, sealer: Sealer, roots: list[bytes]
) -> None:
    after_the_first = story.revisions[1].pdf
    out_of_order = sealer.agree(after_the_first, filling(KEYS[2]), agreement_reason(KEYS[2]))
    assert judged(out_of_order.pdf, roots).colour is Colour.GREEN


def test_bytes_after_the_end_are_never_green(story: Story, roots: list[bytes]) -> None:
    for tail in (b"\n", b"%%EOF\n", b"garbage" * 100):
        assert judged(story.concluded + tail, roots).colour in {Colour.RED, Colour.AMBER}


def test_an_intermediate_version_is_green_by_measure_and_named_by_its_record_only(
    story: Story, roots: list[bytes]
) -> None:
    verdict = judged(story.revisions[2].pdf, roots)
    assert (verdict.colour, verdict.is_) == (Colour.GREEN, None)


@pytest.mark.shows("T57")
@pytest.mark.parametrize("kept", [0, 0.00001, 0.01, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_never_good_and_never_an_exception(
    story: Story, roots: list[bytes], kept: float
) -> None:
    verdict = judged(story.concluded[: int(kept * len(story.concluded))], roots)
    assert verdict.colour in {Colour.RED, Colour.AMBER}
