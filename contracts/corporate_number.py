"""法人番号 and インボイス登録番号 as people type them (domain.md UX-09, UX-10)."""

import re
import unicodedata

DIGITS = 13
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−ー]")


def corporate_number_from(text: str) -> str:
    """Return the 13 digits, empty for nothing typed.

    Raises ValueError with the code of the fault: corporate_number_unreadable or corporate_number_wrong.
    """
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        return ""
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise ValueError("corporate_number_unreadable")
    if int(digits[0]) != check_digit(digits[1:]):
        raise ValueError("corporate_number_wrong")
    return digits


def check_digit(digits: str) -> int:
    """Return the first digit of a 法人番号 from its other twelve; it does not tell 0 from 9."""
    weighed = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return 9 - sum(weighed) % 9


def invoice_number_from(text: str) -> str:
    """Return T and 13 digits, empty for nothing typed; a company's are its 法人番号, a person's are not.

    Raises ValueError("invoice_number_unreadable"). Whose number it is the digits do not say, so no check
    digit is asked of them.
    """
    spelled = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not spelled:
        return ""
    digits = spelled.removeprefix("T")
    if spelled == digits or len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise ValueError("invoice_number_unreadable")
    return spelled
