"""The pages as one line of text without what layout put in, with the way back to the page (domain.md E.1).

Spaces between Japanese characters and line ends go, full width becomes half width, radicals that PDFs hold
for characters become the characters. Vertical text, a character on each line, reads like any other.
"""

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from contracts.finding.variants import CHARACTERS, DASHES, TILDES
from contracts.reading.found import HIT, LONGEST_SNIPPET, Found, Read

MOST_LETTERS = 2_000_000
_FIRST_RADICAL, _LAST_RADICAL = 0x2E80, 0x2EFF


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed; `start` is its place in the whole text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class PlainText:
    """`whole` is all pages as one; `origins` has for each of its letters the place in the pages as one."""

    pages: Sequence[str]
    whole: str
    lines: Sequence[Line]
    origins: "array[int]"
    page_starts: Sequence[int]

    def found(self, item: Read, value: str, rule: str, span: tuple[int, int]) -> Found:
        begin = self.origins[span[0]]
        end = self.origins[max(span[0], span[1] - 1)] + 1
        page = bisect_right(self.page_starts, begin) - 1
        start = self.page_starts[page]
        text = self.pages[page]
        begin, end = begin - start, min(end - start, len(text))
        return Found(item, value, rule, page + 1, begin, end, _around(text, begin, end))

    def line_at(self, place: int) -> int:
        """Return the number of the line that holds this place of the whole text."""
        return max(0, bisect_right(self.lines, place, key=lambda line: line.start) - 1)


def plain_text(pages: Sequence[str]) -> PlainText:
    """Return the text to read; what is longer than MOST_LETTERS is left out."""
    letters: list[str] = []
    origins, lines, page_starts = array("l"), list[Line](), list[int]()
    at, count = 0, 0
    for page in pages:
        page_starts.append(at)
        for line in page.splitlines(keepends=True):
            text, places = _tidied(line)
            if text:
                lines.append(Line(count, text))
                letters.append(text)
                origins.extend(at + place for place in places)
                count += len(text)
            at += len(line)
        if count > MOST_LETTERS:
            break
    return PlainText(pages, "".join(letters), lines, origins, page_starts)


def _tidied(line: str) -> tuple[str, list[int]]:
    """Return the line without layout, and the place in it of each letter that is left."""
    letters: list[str] = []
    places: list[int] = []
    has_space, digits = False, 0
    for place, one in enumerate(line):
        plain = _plain(one)
        if not plain:
            has_space = has_space or one.isspace()
            continue
        if has_space and letters and _keeps_space(letters[-1], plain[0], digits, line[place + 1 : place + 2]):
            letters.append(" ")
            places.append(place)
            digits = 0
        has_space = False
        for letter in plain:
            letters.append(letter)
            places.append(place)
            digits = digits + 1 if letter.isdecimal() else 0
    return "".join(letters), places


def _keeps_space(before: str, after: str, digits: int, following: str) -> bool:
    """Words of Western letters keep theirs, and numbers side by side; 2 0 2 6 is one number."""
    if before.isdecimal() and after.isdecimal():
        return digits > 1 and (following.isdecimal() or digits != _YEAR_BEGUN)
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


_YEAR_BEGUN = 3


@cache
def _plain(one: str) -> str:
    """Return what one character becomes; nothing for spaces and what is not seen."""
    if unicodedata.decomposition(one).startswith("<circle>"):
        return "・"
    if _FIRST_RADICAL <= ord(one) <= _LAST_RADICAL:
        one = CHARACTERS.get(ord(one), one)
    plain = unicodedata.normalize("NFKC", one).translate(_SIGNS)
    return "".join(letter for letter in plain if letter.isprintable() and not letter.isspace())


_SIGNS = str.maketrans(
    dict.fromkeys(DASHES.replace("ー", ""), "-")
    | dict.fromkeys(TILDES, "~")
    | dict.fromkeys("『", "「")
    | dict.fromkeys("』", "」")
    | dict.fromkeys('“”"', '"')
    | dict.fromkeys("，", "、")
)


def _around(text: str, begin: int, end: int) -> str:
    room = max(0, LONGEST_SNIPPET - (end - begin)) // 2
    last = min(end, begin + LONGEST_SNIPPET)
    pieces = text[max(0, begin - room) : begin], text[begin:last], text[last : last + room]
    return HIT.join(" ".join(piece.replace(HIT, "").split()) for piece in pieces)
