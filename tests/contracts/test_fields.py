import pytest

from contracts.fields import (
    CHECKED,
    LONGEST_TEXT,
    TypedField,
    ValueRefused,
    canonical_value,
    filled_in,
    form_digest,
    spelled_form,
    typed_fields,
)


def typed(value: str, kind: str = "text", maps_to: str = "") -> TypedField:
    return TypedField("f", kind, "住所", maps_to, value)


def test_a_text_is_composed_and_its_edges_are_cut() -> None:
    assert canonical_value("text", " か\u3099\r\n東京 \n", required=True) == "が\n東京"


def test_a_letter_of_a_name_is_never_exchanged_for_another() -> None:
    for name in ("\ufa19谷 祥\ufa1a", "髙﨑", "𠮷田"):
        assert canonical_value("text", name, required=True) == name


@pytest.mark.parametrize("letter", ["\0", "\x1b", "\u202e", "\u200b", "\ue000", "\t"])
def test_what_cannot_be_seen_is_refused(letter: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        canonical_value("text", f"東京{letter}都", required=False)
    assert refused.value.code == "control_character"


def test_a_text_has_at_most_five_hundred_characters() -> None:
    assert len(canonical_value("text", "字" * LONGEST_TEXT, required=True)) == LONGEST_TEXT
    with pytest.raises(ValueRefused, match="too_long"):
        canonical_value("text", "字" * (LONGEST_TEXT + 1), required=True)


def test_what_is_required_is_not_left_empty() -> None:
    for kind, nothing in (("text", " 　\n"), ("check", ""), ("check", "yes")):
        with pytest.raises(ValueRefused, match="required"):
            canonical_value(kind, nothing, required=True)
    assert canonical_value("text", "", required=False) == ""
    assert canonical_value("check", CHECKED, required=True) == CHECKED


def test_a_frozen_form_has_one_spelling_and_reads_back_as_it_was() -> None:
    form = [typed("東京都"), typed("off", "check"), typed("")]
    spelled = spelled_form(form)
    assert typed_fields(spelled) == form
    assert form_digest(spelled) == form_digest(spelled_form(typed_fields(spelled)))
    assert form_digest(spelled) != form_digest(spelled_form([typed("京都府"), *form[1:]]))
    assert filled_in(form) == ["f"]


def test_only_a_filled_in_text_of_a_known_meaning_is_proposed() -> None:
    assert typed("令和8年12月1日", maps_to="starts_on").proposes
    assert not typed("", maps_to="starts_on").proposes
    assert not typed("on", "check", "starts_on").proposes
    assert not typed("東京都").proposes
    assert not typed("東京都", maps_to="of_another_release").proposes
