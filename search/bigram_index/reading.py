"""Reading the index; a process follows the generation that is current."""

import threading
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import isqrt
from pathlib import Path
from typing import Any

from whoosh import index

from contracts.finding import begun_by, tokens_for
from contracts.finding.legal_forms import WHOLE
from search.bigram_index.format import ID, REV, WORDS
from search.bigram_index.place import current

MOST_CANDIDATES = 4000
COUNTED_OUT = 1000
"""With more, SQL is asked to look at every row: hits are then so dense that the page is soon full.

It looks at COUNTED_OUT × all ÷ candidates rows before it has counted enough; where that is fewer than the
candidates themselves they are of no help.
"""

FEW = 300
MUCH_COMMONER = 20
"""So few are checked faster by SQL than reduced by another pair, or by one so much commoner."""

_OF_EVERY_COMPANY = frozenset(token for form in WHOLE for token in tokens_for(form))


MOST_BEGUN = 200
"""Of a character that begins more pairs than these nothing is asked: the row itself is looked at."""

_Way = tuple[int, tuple[Any, ...]]
"""In how many documents it is at the utmost, and the tokens of which one stands in each of them."""


@dataclass(frozen=True, slots=True)
class _Segment:
    reader: Any
    ids: "array[int]"


class IndexReader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._generation: Path | None = None
        self._searcher: Any = None
        self._segments: list[_Segment] = []

    def holding(self, terms: Sequence[str]) -> set[int] | None:
        """Return the ids of all contracts whose facts may hold one of these folded terms, None for too many.

        Raises IndexUnusable, and whatever Whoosh raises over broken files.
        """
        with self._lock:
            segments = self._fresh()
            found: set[int] = set()
            for term in terms:
                ids = _ids_holding(segments, term)
                if ids is None:
                    return None
                found |= ids
            return found if len(found) <= _most_useful(segments) else None

    def digest(self) -> dict[int, int]:
        """Return the revision of every contract in the index, by its id."""
        with self._lock:
            found: dict[int, int] = {}
            for segment in self._fresh():
                revisions = segment.reader.column_reader(REV)
                found |= {segment.ids[at]: revisions[at] for at in segment.reader.all_doc_ids()}
            return found

    def _fresh(self) -> list[_Segment]:
        generation = current(self._folder)
        if generation != self._generation:
            self._searcher = index.open_dir(str(generation)).searcher()
            self._generation, newest = generation, self._searcher
            self._segments = _segments_of(newest)
        else:
            newest = self._searcher.refresh()
            if newest is not self._searcher:
                self._searcher, self._segments = newest, _segments_of(newest)
        return self._segments


def _segments_of(searcher: Any) -> list[_Segment]:  # noqa: ANN401 -- Whoosh is untyped
    found = []
    for leaf, _ in searcher.leaf_searchers():
        reader = leaf.reader()
        count = reader.doc_count_all()
        if count:
            column = reader.column_reader(ID)
            found.append(_Segment(reader, array("q", (column[at] for at in range(count)))))
    return found


def _most_useful(segments: Sequence[_Segment]) -> int:
    return min(MOST_CANDIDATES, isqrt(COUNTED_OUT * sum(len(one.ids) for one in segments)))


def _ids_holding(segments: Sequence[_Segment], term: str) -> set[int] | None:
    tokens = set(tokens_for(term))
    telling = sorted(token for token in tokens - _OF_EVERY_COMPANY or tokens if len(token) > 1)
    ways = [_ways(one.reader, telling, begun_by(term)) for one in segments]
    few, most = FEW // max(1, len(segments)), _most_useful(segments)
    if not all(ways) or (_is_one(ways) and sum(way[0][0] for way in ways) > most):
        return None
    found: set[int] = set()
    for segment, way in zip(segments, ways, strict=True):
        found.update(segment.ids[at] for at in _documents(segment.reader, way, few))
        if len(found) > most:
            return None
    return found


def _is_one(ways: Sequence[Sequence[_Way]]) -> bool:
    return all(len(one) == 1 for one in ways)


def _ways(reader: Any, telling: Sequence[str], beginning: str) -> Sequence[_Way]:  # noqa: ANN401 -- Whoosh is untyped
    """Return by which tokens the documents of this segment are narrowed down, what names fewest first."""
    named: list[tuple[Any, ...]] = [(token,) for token in telling]
    if beginning:
        begun = tuple(islice(reader.expand_prefix(WORDS, beginning), MOST_BEGUN + 1))
        named += [begun] if len(begun) <= MOST_BEGUN else []
    counted = ((sum(reader.doc_frequency(WORDS, token) for token in one), one) for one in named)
    return sorted(counted, key=lambda way: way[0])


def _documents(reader: Any, ways: Sequence[_Way], few: int) -> set[int]:  # noqa: ANN401 -- Whoosh is untyped
    """Intersect the rarest first, and stop when what is left costs more than it could take away."""
    found = _named_by(reader, ways[0])
    for way in ways[1:]:
        if len(found) < few or way[0] > MUCH_COMMONER * len(found):
            break
        found &= _named_by(reader, way)
    return found


def _named_by(reader: Any, way: _Way) -> set[int]:  # noqa: ANN401 -- Whoosh is untyped
    """Whoosh has no postings of what no document says."""
    count, tokens = way
    return {at for token in tokens for at in reader.postings(WORDS, token).all_ids()} if count else set()
