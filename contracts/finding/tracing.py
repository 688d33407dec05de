"""Folding that remembers where each character came from, to show a hit in its original spelling."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from contracts.finding.folding import (
    BU,
    CONTROL,
    DASH_AFTER_KANA,
    GROUPING,
    LAST_LONG,
    LONG_AFTER_OTHER,
    SPACE_IN_CJK,
    SPACES,
    UNSEEN,
    VU,
    folded,
)
from contracts.finding.legal_forms import SHORT
from contracts.finding.numerals import SPELLED, in_digits, value_of
from contracts.finding.variants import CHARACTERS, KANA, SIGNS, SMALL_KANA

_HALF_MARKS = "\uff9e\uff9f"
_SHORT = re.compile("|".join(re.escape(one) for one in sorted(SHORT, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Traced:
    """`text` is folded; its character at `i` comes from that of `original` at `origins[i]`."""

    original: str
    text: str
    origins: tuple[int, ...]

    def spans(self, term: str, most: int = 1) -> list[tuple[int, int]]:
        """Return where the original spells the folded `term`: first and past the last character."""
        found: list[tuple[int, int]] = []
        at = self.text.find(term) if term else -1
        while at >= 0 and len(found) < most:
            found.append((self.origins[at], self._end(at + len(term))))
            at = self.text.find(term, at + len(term))
        return found

    def _end(self, past: int) -> int:
        """Up to where the next character comes from, without the spaces that folding took out."""
        last = self.origins[past - 1]
        end = next((at for at in self.origins[past:] if at > last), len(self.original))
        return max(last + 1, len(self.original[:end].rstrip()))


def folded_with_origins(text: str, *, digits: bool = False) -> Traced:
    """Return `folded(text)`, with `digits` its 漢数字 as digits, and where each character came from.

    What cannot be told apart again (a script that composes backwards) has no origins and so no hits.
    """
    traced = _Work(text)
    traced.as_folded()
    if digits:
        traced.sub(SPELLED, lambda found: str(value_of(found[1])))
    expected = in_digits(folded(text)) if digits else folded(text)
    if traced.text != expected:
        return Traced(text, "", ())
    return Traced(text, expected, tuple(traced.origins))


class _Work:
    def __init__(self, text: str) -> None:
        self.text = text
        self.origins = list(range(len(text)))

    def as_folded(self) -> None:
        """The steps of `folded`, in its order; whoever changes one changes both, and a test compares."""
        self.sub(CONTROL, "")
        self.sub(UNSEEN, "")
        self.normalise()
        for table in (CHARACTERS, KANA, SIGNS):
            self.translate(table)
        self.sub(VU, lambda found: BU[found[1]])
        self.translate(SMALL_KANA)
        self.sub(DASH_AFTER_KANA, "ー")
        self.sub(LONG_AFTER_OTHER, "-")
        self.sub(LAST_LONG, "")
        self.sub(_SHORT, lambda found: SHORT[found[0]])
        self.sub(SPACES, " ")
        self.strip()
        self.sub(SPACE_IN_CJK, "")
        self.sub(GROUPING, "")

    def sub(self, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str]) -> None:
        """Put `by` in the place of each match."""
        pieces: list[str] = []
        origins: list[int] = []
        last = 0
        for found in pattern.finditer(self.text):
            pieces.append(self.text[last : found.start()])
            origins += self.origins[last : found.start()]
            instead = by if isinstance(by, str) else by(found)
            pieces.append(instead)
            origins += _from(self.origins, found, len(instead))
            last = found.end()
        if last or pieces:
            self.text = "".join(pieces) + self.text[last:]
            self.origins = origins + self.origins[last:]

    def translate(self, table: dict[int, str]) -> None:
        made = [one.translate(table) for one in self.text]
        self.origins = [at for at, one in zip(self.origins, made, strict=True) for _ in one]
        self.text = "".join(made)

    def normalise(self) -> None:
        """Compatibility forms and case, cluster by cluster: a character with the marks that follow it."""
        pieces: list[str] = []
        origins: list[int] = []
        for begin, end in _clusters(self.text):
            plain = unicodedata.normalize("NFKC", self.text[begin:end]).casefold()
            pieces.append(unicodedata.normalize("NFKC", plain))
            origins += [self.origins[begin]] * len(pieces[-1])
        self.text, self.origins = "".join(pieces), origins

    def strip(self) -> None:
        begin = len(self.text) - len(self.text.lstrip())
        end = begin + len(self.text.strip())
        self.text, self.origins = self.text[begin:end], self.origins[begin:end]


def _from(origins: list[int], found: re.Match[str], length: int) -> list[int]:
    """One for one as far as it goes; what is longer than it was comes from the last."""
    return [origins[min(found.start() + at, found.end() - 1)] for at in range(length)]


def _clusters(text: str) -> list[tuple[int, int]]:
    begins = [at for at, one in enumerate(text) if at == 0 or not _is_mark(one)]
    return list(pairwise([*begins, len(text)]))


def _is_mark(one: str) -> bool:
    return one in _HALF_MARKS or (one > "\u02ff" and unicodedata.combining(one) > 0)
