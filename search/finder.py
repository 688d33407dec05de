"""From words to SQL conditions."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, not_, or_

from contracts.finding import NOTHING, Words
from search.candidates import Candidates, EveryRow
from search.columns import Columns, Text, contains


class Finder:
    """Handed to who asks; whatever the candidates are, the answer is that of looking at every row."""

    def __init__(self, candidates: Candidates | None = None) -> None:
        self._candidates = candidates or EveryRow()

    def conditions(
        self, columns: Columns, words: Words, counterparty: Words = NOTHING
    ) -> tuple[ColumnElement[bool], ...]:
        """Return what a contract must fulfil: it holds these words, and these are of its counterparties."""
        groups = (*words.groups, *counterparty.groups)
        clause = self._candidates.clause(groups, columns) if groups else None
        exact = (*_exact(columns.text, words), *_exact(columns.counterparties, counterparty))
        return exact if clause is None else (clause, *exact)


def _exact(text: Text, words: Words) -> Iterator[ColumnElement[bool]]:
    for group in words.groups:
        yield or_(*(contains(text, term) for term in group))
    for term in words.excluded:
        yield not_(contains(text, term))
