"""Certified and approved files changed after the fact: never good, and what changed is named (T58, T59)."""

import hashlib
from collections.abc import Callable

import pytest
from pyhanko.sign.fields import MDPPerm

from adapters.verification.reading import findings_of
from adapters.verification.reviewing import LONG
from contracts.verdict import Colour, Verdict, verdict_of
from contracts.verdict_details import Change
from tests.verification import attacks, shadow_fields
from tests.verification.foreign_signer import signed
from tests.verification.site import Stranger

Attack = Callable[[bytes], bytes]


def judged(pdf: bytes) -> tuple[Verdict, set[Change]]:
    """Return the verdict, and what the last revision did."""
    findings = findings_of(pdf, [])
    return verdict_of(findings, None), set(findings.revisions[-1].changes)


def test_the_file_before_any_attack_is_green_and_its_signer_unknown() -> None:
    for pdf in (attacks.approved(), attacks.certified(MDPPerm.ANNOTATE)):
        verdict = verdict_of(findings_of(pdf, []), None)
        assert (verdict.colour, verdict.every_signer_trusted) == (Colour.GREEN, False)


@pytest.mark.shows("T59")
@pytest.mark.parametrize(
    ("attack", "permits", "change"),
    [
        (attacks.with_evil_annotation, MDPPerm.ANNOTATE, Change.ANNOTATION),
        (attacks.with_sneaky_signature, MDPPerm.ANNOTATE, Change.VISIBLE_FIELD_ADDED),
        (attacks.with_sneaky_signature, MDPPerm.FILL_FORMS, Change.VISIBLE_FIELD_ADDED),
    ],
)
def test_what_covers_a_certified_page_is_red_and_named(
    attack: Attack, permits: MDPPerm, change: Change
) -> None:
    verdict, changes = judged(attack(attacks.certified(permits)))
    assert verdict.colour is Colour.RED
    assert change in changes


@pytest.mark.shows("T59")
def test_a_visible_field_signed_over_an_approved_file_is_amber_and_named() -> None:
    verdict, changes = judged(attacks.with_sneaky_signature(attacks.approved()))
    assert verdict.colour is Colour.AMBER
    assert verdict.reasons == ("changed_beyond_signing:2/2",)
    assert Change.VISIBLE_FIELD_ADDED in changes


@pytest.mark.shows("T58")
@pytest.mark.parametrize(
    ("attack", "change"),
    [
        (attacks.with_cover_removed, Change.STRUCTURE),
        (attacks.with_shadow_content, Change.PAGE_CONTENT),
    ],
)
def test_a_shadow_that_hides_or_hides_and_replaces_is_red(attack: Attack, change: Change) -> None:
    verdict, changes = judged(attack(attacks.approved()))
    assert verdict.colour is Colour.RED
    assert change in changes


@pytest.mark.shows("T58")
@pytest.mark.parametrize("attack", [attacks.with_another_value, attacks.with_another_value_signed])
@pytest.mark.parametrize("permits", [None, MDPPerm.FILL_FORMS])
def test_a_shadow_that_replaces_what_a_field_said_is_at_most_amber(
    attack: Attack, permits: MDPPerm | None
) -> None:
    verdict, changes = judged(attack(attacks.certified(permits) if permits else attacks.approved()))
    assert verdict.colour is Colour.AMBER
    assert "changed_beyond_signing:2/2" in verdict.reasons
    assert Change.REFILLED in changes


@pytest.mark.shows("T58")
@pytest.mark.parametrize("permits", [None, MDPPerm.FILL_FORMS])
@pytest.mark.parametrize(
    ("attack", "change"),
    [
        (shadow_fields.with_hidden_field_shown, Change.FIELD_SHOWN),
        (shadow_fields.with_filled_field_hidden, Change.FIELD_SHOWN),
        (shadow_fields.with_letters_of_no_size, Change.FIELD_SHOWN),
        (shadow_fields.with_another_tick, Change.FIELD_SHOWN),
        (shadow_fields.with_another_look, Change.REFILLED),
        (shadow_fields.with_other_letters, Change.STRUCTURE),
    ],
)
def test_a_field_shown_otherwise_and_signed_over_is_never_green(
    attack: Attack, change: Change, permits: MDPPerm | None
) -> None:
    verdict, changes = judged(signed(attack(signed(shadow_fields.form(), "First", permits)), "Second"))
    assert verdict.colour in {Colour.AMBER, Colour.RED}
    assert change in changes


def test_filling_a_blank_field_is_what_a_form_is_for() -> None:
    filled = shadow_fields.with_blank_filled(signed(shadow_fields.form(), "First"))
    verdict, changes = judged(signed(filled, "Second"))
    assert (verdict.colour, Change.FILLED in changes) == (Colour.GREEN, True)


@pytest.mark.shows("T58")
def test_a_file_whose_revisions_cannot_be_compared_is_never_green() -> None:
    first = signed(shadow_fields.form(is_odd=True), "First")
    findings = findings_of(signed(shadow_fields.with_value(first), "Second"), [])
    verdict = verdict_of(findings, None)
    assert findings.revisions == ()
    assert (verdict.colour, verdict.reasons) == (Colour.AMBER, ("not_compared",))


@pytest.mark.shows("T58")
def test_in_a_file_of_many_signatures_a_change_between_two_of_them_is_still_red() -> None:
    def signed_on(pdf: bytes, names: range) -> bytes:
        for name in names:
            pdf = signed(pdf, f"Signer{name}")
        return pdf

    half = signed_on(attacks.contract(), range(LONG // 2))
    assert judged(signed_on(half, range(LONG // 2, LONG + 2)))[0].colour is Colour.GREEN
    for attack in (attacks.with_shadow_content, attacks.with_cover_removed):
        verdict, _ = judged(signed_on(attack(half), range(LONG // 2, LONG + 2)))
        assert verdict.colour is Colour.RED
        assert f"modified:Signer{LONG // 2 - 1}" in verdict.reasons


@pytest.mark.shows("T59")
def test_the_page_shows_the_change_before_and_after(stranger: Stranger) -> None:
    answer = stranger.brings(attacks.with_another_value(attacks.approved())).text
    assert "黄：確認が必要な点があります" in answer
    assert "ご確認いただきたい変更" in answer
    assert "すでに記入されていた欄を書き換えました。" in answer
    before, after = answer.index("変更の前"), answer.index("変更の後")
    assert before < after
    assert answer.count('src="data:image/webp;base64,') == 3


# Wang, Feng, Lai, Yu, "Collisions for hash functions MD4, MD5, HAVAL-128 and RIPEMD" (2004).
ONE_BLOCK = (
    "d131dd02c5e6eec4693d9a0698aff95c2fcab58712467eab4004583eb8fb7f8955ad340609f4b30283e488832571415a"
    "085125e8f7cdc99fd91dbdf280373c5bd8823e3156348f5bae6dacd436c919c6dd53e2b487da03fd02396306d248cda0"
    "e99f33420f577ee8ce54b67080a80d1ec69821bcb6a8839396f9652b6ff72a70"
)
OTHER_BLOCK = (
    "d131dd02c5e6eec4693d9a0698aff95c2fcab50712467eab4004583eb8fb7f8955ad340609f4b30283e4888325f1415a"
    "085125e8f7cdc99fd91dbd7280373c5bd8823e3156348f5bae6dacd436c919c6dd53e23487da03fd02396306d248cda0"
    "e99f33420f577ee8ce54b67080280d1ec69821bcb6a8839396f965ab6ff72a70"
)


@pytest.mark.shows("T48")
def test_two_files_with_the_same_md5_are_two_files(stranger: Stranger) -> None:
    pdf = attacks.contract()
    twins = [bytes.fromhex(block) + pdf for block in (ONE_BLOCK, OTHER_BLOCK)]
    assert len({hashlib.md5(one, usedforsecurity=False).digest() for one in twins}) == 1
    answers = [stranger.learns(one) for one in twins]
    for one, answer in zip(twins, answers, strict=True):
        assert hashlib.sha256(one).hexdigest() in answer
    assert answers[0] != answers[1]
