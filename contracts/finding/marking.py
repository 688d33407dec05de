"""Which part of a name a search has found, in its original spelling."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.finding.folding import searchable
from contracts.finding.tracing import folded_with_origins
from contracts.finding.words import Words

MOST_MARKS = 8
"""Of one term in one name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `is_hit` where it is what was looked for."""

    text: str
    is_hit: bool = False


def pieces(text: str, words: Words) -> list[Piece]:
    """Return `text` cut into what was found and what stands between; together they are the whole text."""
    cut = list(_pieces(text, _joined(_hits(text, words)) if words else []))
    return cut or [Piece(text)]


def _hits(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Of most names there is none: where each character came from is asked only where there is one."""
    terms = [term for group in words.groups for term in group]
    for digits, spelled in enumerate(searchable(text).split("\n")):
        held = [term for term in terms if term in spelled]
        if held:
            traced = folded_with_origins(text, digits=bool(digits))
            for term in held:
                yield from traced.spans(term, MOST_MARKS)


def _joined(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans that neither overlap nor touch, in their order."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif end > begin:
            joined.append((begin, end))
    return joined


def _pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    last = 0
    for begin, end in spans:
        if begin > last:
            yield Piece(text[last:begin])
        yield Piece(text[begin:end], is_hit=True)
        last = end
    if last < len(text):
        yield Piece(text[last:])
