"""Every spelling of an amount that domain.md UX-13 names, and their kin."""

import pytest

from contracts.money import EXCLUDED, INCLUDED, Money, money_from, written


@pytest.mark.shows("UX-13")
@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("¥1,234,567", 1_234_567),
        ("1,234,567円", 1_234_567),
        ("１，２３４，５６７円", 1_234_567),
        ("1234567", 1_234_567),
        ("金壱百万円也", 1_000_000),
        ("金弐拾五万円整", 250_000),
        ("120万円", 1_200_000),
        ("1億2,000万円", 120_000_000),
        ("1.5億円", 150_000_000),
        ("1万5千円", 15_000),
        ("二千五百円", 2_500),
        ("一〇〇円", 100),
        ("千二百三十四万五千六百七十八円", 12_345_678),
        ("¥0", 0),
    ],
)
def test_yen_are_read_however_they_are_written(typed: str, yen: int) -> None:
    assert money_from(typed) == Money(yen)


@pytest.mark.shows("UX-13")
def test_nothing_typed_is_not_zero() -> None:
    assert money_from(" ") is None
    assert money_from("0") == Money(0)


@pytest.mark.shows("UX-13")
@pytest.mark.parametrize(
    ("typed", "money"),
    [
        ("USD 1,200.50", Money(120_050, "USD")),
        ("$1,200.5", Money(120_050, "USD")),
        ("100ユーロ", Money(10_000, "EUR")),
        ("5億ウォン", Money(500_000_000, "KRW")),
        ("120万円（税抜）", Money(1_200_000, tax=EXCLUDED)),
        ("1,000円（税込み）", Money(1_000, tax=INCLUDED)),
    ],
)
def test_another_currency_and_the_tax_are_read_beside_the_amount(typed: str, money: Money) -> None:
    assert money_from(typed) == money
    assert money_from(written(money)) == Money(money.amount, money.currency)


@pytest.mark.parametrize(
    "typed",
    ["-5", "1.5", "1.234", "12,34", "1万1億", "百百円", "高額", "円", "USD 1 円", "EUR 1.234", "9" * 16],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        money_from(typed)
