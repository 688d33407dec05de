"""What nobody sees is written out."""

import pytest

from contracts.unseen import in_one_line, may_deceive, told


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("契約書\u202efdp.exe", "契約書〔U+202E〕fdp.exe"),
        ("株式会社サン\u200bプル", "株式会社サン〔U+200B〕プル"),
        ("\ufeff山田", "〔U+FEFF〕山田"),
        ("a\x1b[31mb\x00", "a〔U+001B〕[31mb〔U+0000〕"),
        ("一行目\n\t二行目", "一行目\n\t二行目"),
        ("葛\U000e0100城 髙﨑 𠮷野 邊\ufe00", "葛\U000e0100城 髙﨑 𠮷野 邊\ufe00"),
    ],
)
def test_hidden_characters_are_told_and_the_form_of_a_kanji_is_left(typed: str, shown: str) -> None:
    assert told(typed) == shown


def test_a_line_of_a_log_holds_no_end_of_line() -> None:
    assert in_one_line("a\r\nb\u2028c\td") == "a〔U+000D〕〔U+000A〕b〔U+2028〕c〔U+0009〕d"


CYRILLIC, GREEK = "АBC株式会社", "Αpple Japan"
"""Only the first letter of each."""


@pytest.mark.parametrize("name", [CYRILLIC, GREEK])
def test_a_name_of_latin_and_lookalike_letters_may_deceive(name: str) -> None:
    assert may_deceive(name)


@pytest.mark.parametrize("name", ["ABC株式会社", "株式会社サンプル", "株式会社Αβγ", "Émile Zola"])
def test_a_name_of_one_alphabet_beside_japanese_deceives_nobody(name: str) -> None:
    assert not may_deceive(name)
