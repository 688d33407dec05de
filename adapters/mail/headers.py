"""Values for mail headers. Python's own folding lets an encoded newline start a header (CVE-2024-6923)."""

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header, make_header

LONGEST = 200
DEEPEST = 5
ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[bqBQ]\?[^?]*\?=")
# Controls, format characters (bidi overrides, zero-width), surrogates, line and paragraph separators.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def header_value(value: str) -> str:
    """Return one line of visible text of at most 200 characters, with no encoded word left in it."""
    for _ in range(DEEPEST):
        if not ENCODED_WORD.search(value):
            break
        value = _decoded(visible(value))
    return " ".join(visible(value).replace("=?", "= ?").split())[:LONGEST].rstrip()


def visible(text: str) -> str:
    """Put a space for each character that would be read by a program but not seen by a person."""
    return "".join(" " if unicodedata.category(character) in UNSEEN else character for character in text)


def visible_lines(text: str) -> str:
    """The same for text of several lines, whose line breaks stay."""
    return "\n".join(visible(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return ENCODED_WORD.sub(" ", value)
