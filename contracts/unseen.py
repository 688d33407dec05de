"""Characters that nobody sees and that change what is read: shown, never believed (threats.md T35, T36)."""

import re
import unicodedata

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]"
)
"""Controls but tab and line ends, overrides of direction, zero widths, tags; never what forms a kanji."""
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_LATIN = "LATIN"
_LOOKALIKES = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})


def told(text: str) -> str:
    """Return `text` with every hidden character written as its code point: 〔U+202E〕."""
    return _HIDDEN.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", text)


def storable(text: str) -> str:
    """Return `text` without what no database keeps and nobody types: NUL, and halves of pairs."""
    return _UNKEPT.sub("", text)


def in_one_line(text: str) -> str:
    """Return `text` as one line of a log: what is hidden, and line ends, are written out (ASVS 16.4.1)."""
    lines = text.replace("\r", "〔U+000D〕").replace("\n", "〔U+000A〕")
    return told(
        lines.replace("\u2028", "〔U+2028〕").replace("\u2029", "〔U+2029〕").replace("\t", "〔U+0009〕")
    )


def may_deceive(name: str) -> bool:
    """Say whether a name mixes Latin letters with lookalikes of another script (АBC with a Cyrillic А)."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()}
    return _LATIN in scripts and bool(scripts & _LOOKALIKES)
