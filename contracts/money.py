"""Amounts of money as people in Japan write them (domain.md UX-13)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

YEN = "JPY"
MINOR_DIGITS: Mapping[str, int] = {
    "JPY": 0,
    "USD": 2,
    "EUR": 2,
    "GBP": 2,
    "AUD": 2,
    "SGD": 2,
    "CNY": 2,
    "KRW": 0,
}
"""The currencies an amount may be in, with the digits of their minor unit (ISO 4217)."""
_SIGNS = {
    **dict.fromkeys(("¥", "円"), YEN),
    **dict.fromkeys(("$", "ドル", "米ドル"), "USD"),
    **dict.fromkeys(("€", "ユーロ"), "EUR"),
    **dict.fromkeys(("£", "ポンド"), "GBP"),
    **dict.fromkeys(("元", "人民元"), "CNY"),
    "豪ドル": "AUD",
    "ウォン": "KRW",
}
_CURRENCY = "|".join(re.escape(sign) for sign in sorted((*_SIGNS, *MINOR_DIGITS), key=len, reverse=True))
_WRITTEN = re.compile(
    rf"金?(?P<before>{_CURRENCY})?(?P<number>[^A-Z]+?)(?P<after>{_CURRENCY})?(?:也|整)?", re.DOTALL
)
_KANJI = {
    numeral: digit
    for digit, numerals in enumerate(
        ("〇零", "一壱壹", "二弐貳", "三参參", "四", "五伍", "六", "七", "八", "九")
    )
    for numeral in numerals
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "阡": 1000}
_LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4, "萬": 10**4}
_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?P<minor>\.\d{1,2})?")
_PART = re.compile(r"\d[\d,]*(?:\.\d+)?|.")
_TAX = re.compile(r"\(?税(込|抜|別)[みき]?\)?$")
INCLUDED, EXCLUDED = "included", "excluded"
MOST = 10**15


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in minor units of `currency`; `tax` is included, excluded or not said."""

    amount: int
    currency: str = YEN
    tax: str = ""


def money_from(text: str) -> Money | None:
    """Return the amount, or None for nothing written; raises ValueError for what is no amount.

    1,234,567円, ¥1234567, 金壱百万円也, 120万円（税抜）, 1億2,000万円, USD 1,200.50;
    without a currency it is yen.
    """
    plain = re.sub(r"[\s、]", "", unicodedata.normalize("NFKC", text)).upper()
    if not plain:
        return None
    told = _TAX.search(plain)
    found = _WRITTEN.fullmatch(_TAX.sub("", plain))
    if found is None or (found["before"] and found["after"]):
        raise ValueError(text)
    currency = _currency(found["before"] or found["after"] or YEN)
    amount = _minor_units(found["number"], MINOR_DIGITS[currency])
    if amount >= MOST:
        raise ValueError(text)
    return Money(amount, currency, "" if told is None else INCLUDED if told[1] == "込" else EXCLUDED)


def written(money: Money) -> str:
    """Return 1,234,567 or USD 1,200.50: what `money_from` reads back."""
    digits = MINOR_DIGITS[money.currency]
    if not digits:
        plain = f"{money.amount:,}"
    else:
        whole, minor = divmod(money.amount, 10**digits)
        plain = f"{whole:,}.{minor:0{digits}}"
    return plain if money.currency == YEN else f"{money.currency} {plain}"


def in_units(amount: int, currency: str) -> int | str:
    """Return an amount in minor units as it stands beside its currency: 1234567 yen, 1200.50 dollars."""
    digits = MINOR_DIGITS.get(currency, 0)
    whole, minor = divmod(amount, 10**digits)
    return f"{whole}.{minor:0{digits}}" if digits else amount


def _currency(sign: str) -> str:
    return _SIGNS.get(sign, sign)


def _minor_units(number: str, digits: int) -> int:
    found = _PLAIN.fullmatch(number)
    if found is None:
        return _spelled(number) * int(10**digits)
    whole, minor = number.replace(",", "").partition(".")[::2]
    if len(minor) > digits:
        raise ValueError(number)
    return int(whole) * int(10**digits) + int(minor.ljust(digits, "0") or 0)


def _spelled(number: str) -> int:
    """Read 1億2,000万, 壱百弐拾万, 2.5億; each unit of ten thousand must be smaller than the one before."""
    total, last = 0, MOST
    for group, unit in re.findall(r"([^兆億万萬]*)([兆億万萬]?)", number):
        if not group and not unit:
            continue
        size = _LARGE.get(unit, 1)
        if size >= last or not group:
            raise ValueError(number)
        total, last = total + _group(group, size), size
    return total


def _group(group: str, size: int) -> int:
    """Read what stands before 兆, 億 or 万: digits, or 漢数字 below ten thousand."""
    if _PLAIN.fullmatch(group) or re.fullmatch(r"\d+\.\d+", group):
        whole, _dot, parts = group.replace(",", "").partition(".")
        scaled = int((whole + parts) or 0) * size
        if scaled % 10 ** len(parts):
            raise ValueError(group)
        return scaled // int(10 ** len(parts))
    return _below_ten_thousand(group) * size


def _below_ten_thousand(group: str) -> int:
    total, last, digit = 0, 10**4, ""
    for part in _PART.findall(group):
        if part in _SMALL:
            if _SMALL[part] >= last:
                raise ValueError(group)
            total, last, digit = total + (int(digit) if digit else 1) * _SMALL[part], _SMALL[part], ""
        else:
            digit += _digits(part)
    if digit and last < 10 ** len(digit):
        raise ValueError(group)
    return total + int(digit or 0)


def _digits(part: str) -> str:
    if part in _KANJI:
        return str(_KANJI[part])
    if part.isascii() and part.isdecimal():
        return part
    raise ValueError(part)
