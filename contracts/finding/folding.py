"""One spelling for all that Japanese readers take for the same, for what is stored and what is asked."""

import re
import unicodedata

from contracts.finding.legal_forms import SHORT
from contracts.finding.numerals import in_digits
from contracts.finding.variants import CHARACTERS, KANA, SIGNS, SMALL_KANA

FOLDING_VERSION = 2
"""Raised with every change of these rules: rows folded by others are folded again by the indexer."""

UNSEEN = re.compile(
    "[\u00ad\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_CJK = "々〆ぁ-ゟー一-鿿㐀-䶿豈-﫿\U00020000-\U0003ffff"
SPACE_IN_CJK = re.compile(f"(?<=[{_CJK}]) | (?=[{_CJK}])")
SPACES = re.compile(r"\s+")
GROUPING = re.compile(r"(?<=\d),(?=\d{3})")
DASH_AFTER_KANA = re.compile("(?<=[ぁ-ゖー])-")
LONG_AFTER_OTHER = re.compile("(?<![ぁ-ゖー])ー")
LAST_LONG = re.compile("(?<=[ぁ-ゖ])ー+(?![ぁ-ゖー])")
VU = re.compile("ゔ([ぁぃぇぉ]?)")
BU = {"": "ぶ", "ぁ": "ば", "ぃ": "び", "ぇ": "べ", "ぉ": "ぼ"}


def folded(text: str) -> str:
    """Return the one spelling in which texts are compared (domain.md E.2); it is never shown."""
    plain = UNSEEN.sub("", printable(text))
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
    plain = plain.translate(CHARACTERS).translate(KANA).translate(SIGNS)
    plain = VU.sub(lambda found: BU[found[1]], plain).translate(SMALL_KANA)
    plain = _in_full(_long_vowels(plain))
    plain = SPACE_IN_CJK.sub("", SPACES.sub(" ", plain).strip())
    return GROUPING.sub("", plain)


def searchable(text: str) -> str:
    """Return the lines by which `text` is found: as folded, and once more with its 漢数字 as digits."""
    plain = folded(text)
    digits = in_digits(plain)
    return plain if digits == plain else f"{plain}\n{digits}"


def printable(text: str) -> str:
    """Return `text` without what no database takes: control characters and halves of surrogate pairs."""
    return CONTROL.sub("", text)


def _long_vowels(text: str) -> str:
    """A dash after kana is a long vowel, a long vowel after anything else a dash; the last one is silent."""
    plain = LONG_AFTER_OTHER.sub("-", DASH_AFTER_KANA.sub("ー", text))
    return LAST_LONG.sub("", plain)


def _in_full(text: str) -> str:
    if "(" in text or "npo" in text:
        for short, whole in SHORT.items():
            text = text.replace(short, whole)
    return text
