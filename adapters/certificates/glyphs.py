"""What our fonts cannot draw is spelled out: no name leaves a box or stops a certificate (LW-46)."""

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont
from markupsafe import Markup

from adapters.fonts import font

HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
VARIATION = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def seen(value: object) -> object:
    """Return a text with `〔U+1F600〕` for each character that would be invisible or an empty box."""
    if type(value) is not str:
        return value
    return "".join(_drawn(character) for character in value)


def unmarked(value: object) -> object:
    """Jinja's finalize: markup of ours passes, every other text is made drawable."""
    return value if isinstance(value, Markup) else seen(value)


def _drawn(character: str) -> str:
    code = ord(character)
    if any(code in selectors for selectors in VARIATION):
        return character
    if character in "\n\t":
        return " "
    if unicodedata.category(character) in HIDDEN or code not in _drawable():
        return f"〔U+{code:04X}〕"
    return character


@cache
def _drawable() -> frozenset[int]:
    both = [_characters(name) for name in ("sans", "sans-bold")]
    return both[0] & both[1]


def _characters(name: str) -> frozenset[int]:
    with TTFont(font(name), lazy=True) as face:  # type: ignore[arg-type]  # one of the two names above
        return frozenset(face.getBestCmap())
