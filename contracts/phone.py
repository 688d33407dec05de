"""Telephone numbers as people in Japan type them (domain.md IM-33)."""

import re
import unicodedata

MOBILE_PREFIXES = ("060", "070", "080", "090")
MOBILE_LENGTH = 11
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−ー()]")
_PRINTED = re.compile(r"\+?\d[\d-]{7,18}\d")


def mobile_from(text: str) -> str:
    """Return the digits alone, empty for nothing typed; 050 and landlines take no SMS.

    Raises ValueError with the code of the fault: phone_unreadable or phone_not_mobile.
    """
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if digits.startswith("+81"):
        digits = "0" + digits.removeprefix("+81").removeprefix("0")
    if not digits:
        return ""
    if not digits.isdecimal() or not MOBILE_LENGTH - 1 <= len(digits) <= MOBILE_LENGTH:
        raise ValueError("phone_unreadable")
    if len(digits) != MOBILE_LENGTH or not digits.startswith(MOBILE_PREFIXES):
        raise ValueError("phone_not_mobile")
    return digits


def shown_mobile(digits: str) -> str:
    """Return 090-1234-5678 of a number as it is kept (UX-11)."""
    return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}" if len(digits) == MOBILE_LENGTH else digits


def printed_phone(text: str) -> str:
    """Return a number of any kind as it is printed, with hyphens; raises ValueError for what is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    spelled = re.sub(r"[\s‐‑‒–—―−ー()]+", "-", plain).strip("-")
    if spelled and not _PRINTED.fullmatch(spelled):
        raise ValueError("phone_unreadable")
    return spelled
