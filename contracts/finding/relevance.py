"""関連度: where a contract holds what was asked for, and how it is spelled (domain.md E.3, SR-05, SR-14)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contracts.finding.folding import folded
from contracts.finding.words import Words

TITLE, COUNTERPARTY, NUMBER, ELSEWHERE, BODY = range(5)
"""The places in which a word is found, the most telling one first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`text` and `counterparties` are folded, the title's line the first; `names` as people wrote them."""

    title: str
    names: Sequence[str]
    number: str
    text: str
    counterparties: str


def rank(words: Words, hit: Hit) -> tuple[int, int, int]:
    """Return what hits are sorted by, the smallest first: exact spelling, place, the beginning of a word.

    A contract stands where the word stands that tells least of it.
    """
    if not words.groups:
        return 0, BODY, 0
    places = (hit.text.partition("\n")[0], hit.counterparties, folded(hit.number), hit.text)
    found = [_place(group, places) for group in words.groups]
    begins = all(_begins(group, places) for group in words.groups)
    return int(not _is_spelled(words.spelled, (hit.title, *hit.names))), max(found), int(not begins)


def _place(terms: Iterable[str], places: Sequence[str]) -> int:
    named = list(terms)
    return next((at for at, place in enumerate(places) if any(one in place for one in named)), BODY)


def _is_spelled(spelled: Iterable[str], names: Sequence[str]) -> bool:
    return all(any(word in name for name in names) for word in spelled)


def _begins(terms: Iterable[str], places: Sequence[str]) -> bool:
    """Whether a line, or a word in it, begins with a term: 京都商事 does with 京都, 東京都 does not."""
    named = "|".join(map(re.escape, terms))
    return any(re.search(rf"(?<!\w)(?:{named})", place) for place in places)
