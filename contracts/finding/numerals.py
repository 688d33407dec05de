"""漢数字 before a counter as digits: 第十二条 and 第12条, 令和六年 and 令和6年 (domain.md E.2, step 8)."""

import re

_DIGITS = {one: value for value, one in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "壱": 1,
    "弐": 2,
    "参": 3,
}
_TENS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
SPELLED = re.compile(f"([{''.join(_DIGITS)}{''.join(_TENS)}]{{1,12}})(?=[条項号回版期章節次年月日])")


def in_digits(text: str) -> str:
    """Only where a counter follows, so that 一郎 and 三和商事 stay what they are."""
    return SPELLED.sub(lambda found: str(value_of(found[1])), text)


def value_of(spelled: str) -> int:
    if not any(one in _TENS for one in spelled):
        return int("".join(str(_DIGITS[one]) for one in spelled))
    total, digit = 0, 0
    for one in spelled:
        if one in _TENS:
            total += (digit or 1) * _TENS[one]
            digit = 0
        else:
            digit = _DIGITS[one]
    return total + digit
