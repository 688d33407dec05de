import pytest

from contracts.code_rule import CodeRule, code_fault

HINT = "生年月日を西暦8桁で入力してください（例：１９８５０５０５）。"


@pytest.mark.shows("IM-38", "CF-04")
@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("a" * 60, ""),
        ("Kanaria-2026!", ""),
        ("２００１０２０３", ""),
        ("abc", "code_length"),
        ("a" * 65, "code_length"),
        ("秘密の言葉", "code_unreadable"),
        ("2001 0203", "code_unreadable"),
        ("19850505", "code_in_hint"),
        ("１９８５０５０５", "code_in_hint"),
    ],
)
def test_the_free_rule_takes_what_a_keyboard_prints(code: str, fault: str) -> None:
    assert code_fault(code, CodeRule.FREE, HINT) == fault


@pytest.mark.parametrize(
    ("code", "fault"),
    [("0412", ""), ("０４１２", ""), ("412", "code_not_four_digits"), ("04123", "code_not_four_digits")],
)
def test_four_digits_are_four_digits(code: str, fault: str) -> None:
    assert code_fault(code, CodeRule.FOUR_DIGITS, "") == fault
