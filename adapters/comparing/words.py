"""The words of a PDF as sentences, each with the page it begins on."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from adapters.comparing.paragraphs import FILLER, LAYOUT_SPACE
from adapters.confinement import Limits, run_confined

_READ = "adapters.comparing.confined:read"
# A clause or item begins a sentence; 。 ends one. Line ends are only where the page was full.
_BEGINS = re.compile(
    r"^(第[0-9一二三四五六七八九十百]+[条項章節]|[0-9]+[.．、)）]|[(（][0-9一二三四五六七八九十]+[)）])"
)
_SENTENCE = re.compile(r"[^\n。．]+[。．]?|[。．]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`page` counts from 1; `text` has no spaces between Japanese characters and no line ends."""

    page: int
    text: str


def sentences_of(pdf: bytes, limits: Limits | None = None) -> tuple[Sentence, ...]:
    """Return what the pages say, in their order; a scan says nothing. Raises ConfinedTaskFailed."""
    texts = cast("list[str]", run_confined(_READ, {}, pdf, limits).facts["texts"])
    return tuple(_sentences(texts))


def _sentences(texts: list[str]) -> Iterator[Sentence]:
    """A sentence may go on over lines and pages; its page is the one it begins on."""
    whole, page_starts = "", []
    for text in texts:
        page_starts.append(len(whole))
        for line in map(_tidied, text.splitlines()):
            whole += f"\n{line}" if _BEGINS.match(line) else line
    for found in _SENTENCE.finditer(whole):
        if found[0].strip():
            yield Sentence(bisect_right(page_starts, found.start()), found[0])


def _tidied(line: str) -> str:
    """Return the line without what only layout put in (domain.md E.2, steps 1, 2 and 10)."""
    plain = unicodedata.normalize("NFKC", line).translate(FILLER)
    return LAYOUT_SPACE.sub("", plain).strip()
