"""The rule alone, without a PDF (threats.md 0.1)."""

from dataclasses import replace
from typing import Any

import pytest

from contracts.verdict import (
    NOT_CONCLUDED,
    Colour,
    Findings,
    IssuedFile,
    IssuedKind,
    SignatureFinding,
    verdict_of,
)
from contracts.verdict_details import RevisionFinding

WHOLE = SignatureFinding(
    field="Sig-final",
    signer="署名者",
    reason=None,
    signed_at=None,
    timestamped_at=None,
    level="B-T",
    intact=True,
    valid=True,
    coverage="ENTIRE_FILE",
    modification="NONE",
    docmdp_ok=True,
    trusted=True,
    kind="approval",
    digest_algorithm="sha256",
    subfilter="ETSI.CAdES.detached",
)
COMPARED = (RevisionFinding(1, "Sig-a", 100), RevisionFinding(2, "Sig-final", 200))
EARLIER = replace(WHOLE, field="Sig-a", coverage="ENTIRE_REVISION", modification="FORM_FILLING")


@pytest.mark.parametrize("kind", list(IssuedKind))
def test_a_file_we_issued_is_genuine_and_named(kind: IssuedKind) -> None:
    verdict = verdict_of(Findings(), IssuedFile(kind, "contract"))
    assert (verdict.colour, verdict.is_) == (Colour.GENUINE, kind)
    not_concluded = kind in {IssuedKind.INTERMEDIATE, IssuedKind.VOID}
    assert verdict.reasons == ((NOT_CONCLUDED,) if not_concluded else ())


def test_a_file_whose_last_signature_covers_it_is_green() -> None:
    assert verdict_of(Findings((EARLIER, WHOLE), revisions=COMPARED), None).colour is Colour.GREEN


def test_what_was_changed_between_two_signatures_must_be_known_for_green() -> None:
    verdict = verdict_of(Findings((EARLIER, WHOLE)), None)
    assert (verdict.colour, verdict.reasons) == (Colour.AMBER, ("not_compared",))


@pytest.mark.parametrize(
    ("flaw", "code"),
    [
        ({"intact": False}, "not_intact"),
        ({"valid": False}, "not_valid"),
        ({"coverage": "CONTIGUOUS_BLOCK_FROM_START"}, "coverage"),
        ({"coverage": "UNCLEAR"}, "coverage"),
        ({"modification": "OTHER"}, "modified"),
        ({"modification": None}, "modified"),
        ({"docmdp_ok": False}, "change_not_permitted"),
        ({"modification": "NONE"}, "unexplained_bytes"),
        ({"timestamp_ok": False}, "signature_timestamp"),
        ({"fields_of_object": 2}, "in_several_fields"),
        ({"signer_infos": 2}, "several_signers"),
        ({"subfilter": "adbe.pkcs7.sha1"}, "subfilter"),
        ({"padding_is_blank": False}, "data_beside_the_signature"),
        ({"has_message_digest": False}, "no_message_digest"),
        ({"digest_algorithm": "sha1"}, "weak_digest"),
        ({"digest_algorithm": "md5"}, "weak_digest"),
    ],
)
@pytest.mark.shows("T60", "LW-15")
def test_one_flaw_in_any_signature_is_red(flaw: dict[str, Any], code: str) -> None:
    verdict = verdict_of(Findings((replace(EARLIER, **flaw), WHOLE)), None)
    assert verdict.colour is Colour.RED
    assert f"{code}:Sig-a" in verdict.reasons


@pytest.mark.shows("T59")
@pytest.mark.parametrize("modification", ["LTA_UPDATES", "FORM_FILLING", "ANNOTATIONS"])
def test_permitted_changes_after_the_last_signature_are_amber(modification: str) -> None:
    verdict = verdict_of(Findings((replace(EARLIER, modification=modification),)), None)
    assert (verdict.colour, verdict.reasons) == (Colour.AMBER, ("added_after_the_last_signature",))


def test_a_file_that_only_lenient_reading_opens_is_at_most_amber() -> None:
    verdict = verdict_of(Findings((WHOLE,), read_leniently=True), None)
    assert (verdict.colour, verdict.reasons) == (Colour.AMBER, ("read_leniently",))
    broken = Findings((replace(WHOLE, intact=False),), read_leniently=True)
    assert verdict_of(broken, None).colour is Colour.RED


def test_a_file_without_signatures_is_unsigned_and_without_a_reading_red() -> None:
    assert verdict_of(Findings(page_count=1), None).colour is Colour.UNSIGNED
    assert verdict_of(Findings(unreadable="damaged"), None).reasons == ("unreadable:damaged",)
    assert verdict_of(Findings(unreachable_signatures=True), None).colour is Colour.RED


def test_trust_is_told_apart_from_integrity() -> None:
    stranger = verdict_of(Findings((replace(WHOLE, trusted=False),)), None)
    assert (stranger.colour, stranger.every_signer_trusted) == (Colour.GREEN, False)
    assert verdict_of(Findings(), None).every_signer_trusted is None


def test_a_document_timestamp_has_its_own_subfilter() -> None:
    stamp = replace(WHOLE, kind="timestamp", subfilter="ETSI.RFC3161", docmdp_ok=None)
    assert verdict_of(Findings((EARLIER, stamp), revisions=COMPARED), None).colour is Colour.GREEN
    disguised = replace(stamp, subfilter="ETSI.CAdES.detached")
    assert verdict_of(Findings((EARLIER, disguised)), None).colour is Colour.RED
