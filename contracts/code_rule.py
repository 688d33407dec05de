"""Which access codes an organisation allows (domain.md IM-38, CF-04, GM-07)."""

import re
import unicodedata
from enum import StrEnum

SHORTEST, LONGEST = 4, 64
_PRINTABLE = re.compile(r"[\x21-\x7e]+")
_FOUR_DIGITS = re.compile(r"[0-9]{4}")


class CodeRule(StrEnum):
    FREE = "free"
    FOUR_DIGITS = "four_digits"


def folded(code: str) -> str:
    """Return the code as it is compared: full width is the same code (CF-04)."""
    return unicodedata.normalize("NFKC", code).strip()


def code_fault(code: str, rule: str, hint: str) -> str:
    """Return the code of what is wrong with an access code, or nothing; the hint may not give it away."""
    plain = folded(code)
    if rule == CodeRule.FOUR_DIGITS:
        if not _FOUR_DIGITS.fullmatch(plain):
            return "code_not_four_digits"
    elif not _PRINTABLE.fullmatch(plain):
        return "code_unreadable"
    elif not SHORTEST <= len(plain) <= LONGEST:
        return "code_length"
    return "code_in_hint" if plain in folded(hint) else ""
