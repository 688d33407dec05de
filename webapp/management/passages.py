"""The passages of the documents in which words were found, in their original spelling (MK-88)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.orm import Session

from adapters.secrets import NoKeyOpens, PageSafe
from contracts.finding import Words, folded_with_origins
from contracts.finding.folding import SPACE_IN_CJK, SPACES
from database.contract import Contract
from database.queries.passages import BodyHits, hits_in_bodies
from database.sessions import Staff
from webapp.parts import parts

MOST_PASSAGES = 2
BEFORE, AFTER = 24, 48
"""Characters shown on either side of a hit."""
LOOKED_AT = 20
"""Hits of a page among which those are chosen that stand apart."""
_FILLER = re.compile("[\x00-\x08\x0e-\x1f\ufffe\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Passage:
    """`hit` as the document spells it; `page` counts from 1 within `document`, which does so too."""

    page: int
    before: str
    hit: str
    after: str
    document: int = 1


def passages_for(
    session: Session, staff: Staff, rows: Sequence[Contract], words: Words
) -> dict[int, list[Passage]]:
    """Return up to two passages for each of these contracts whose documents hold the words, by its id."""
    if not parts().settings.search_bodies:
        return {}
    safe = PageSafe(parts().keys)
    hits = hits_in_bodies(session, staff, [row.id for row in rows], words)
    found = {one.contract_id: list(_passages(safe, one))[:MOST_PASSAGES] for one in hits}
    return {id_: passages for id_, passages in found.items() if passages}


def _passages(safe: PageSafe, hits: BodyHits) -> Iterator[Passage]:
    """Pages that no living key opens are read again soon: until then there is nothing to show."""
    try:
        pages = safe.opened(hits.sealed, hits.contract)
    except NoKeyOpens:
        return
    for term, place in hits.places[:MOST_PASSAGES]:
        at = bisect_right(hits.begins, place) - 1
        document, number, text = pages[at]
        most = MOST_PASSAGES if len(hits.places) == 1 else 1
        spans = folded_with_origins(text, digits=True).spans(term, LOOKED_AT)
        for begin, end in islice(_apart(spans), most):
            before, after = text[max(0, begin - 2 * BEFORE) : begin], text[end : end + 2 * AFTER]
            yield Passage(
                number, _tidied(before)[-BEFORE:], _tidied(text[begin:end]), _tidied(after)[:AFTER], document
            )


def _apart(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Leave out what the passage before shows already."""
    shown_to = 0
    for begin, end in spans:
        if begin >= shown_to:
            yield begin, end
            shown_to = end + AFTER


def _tidied(text: str) -> str:
    """Without line ends, and the spaces that only layout put between Japanese characters."""
    return SPACE_IN_CJK.sub("", SPACES.sub(" ", _FILLER.sub("", text)))
