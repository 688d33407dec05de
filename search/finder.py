"""From words to SQL conditions."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, not_

from contracts.finding import NOTHING, Words
from search.candidates import Candidates, EveryRow, Groups
from search.columns import Columns

Asking = Callable[[Groups, Columns], Iterator[ColumnElement[bool]]]


class Finder:
    """Handed to who asks; whatever the candidates are, the answer is that of looking at every row."""

    def __init__(self, candidates: Candidates | None = None) -> None:
        self._candidates = candidates or EveryRow()

    def conditions(
        self, columns: Columns, words: Words, counterparty: Words = NOTHING
    ) -> tuple[ColumnElement[bool], ...]:
        """Return what a contract must fulfil: it holds these words, and these are of its counterparties.

        Each word may stand in its facts or, where the columns know them, in its documents.
        """
        return self._asked(self._found, columns, words, counterparty)

    def looking(
        self, columns: Columns, words: Words, counterparty: Words = NOTHING
    ) -> tuple[ColumnElement[bool], ...]:
        """Return the same as `conditions`, said of one row: of all that have a word no list is made."""
        return self._asked(self._looked, columns, words, counterparty)

    def _asked(
        self, asking: Asking, columns: Columns, words: Words, counterparty: Words
    ) -> tuple[ColumnElement[bool], ...]:
        of_counterparty = replace(columns, text=columns.counterparties, bodies=None)
        lacking = (not_(self._candidates.holds((term,), columns)) for term in words.excluded)
        named = asking(counterparty.groups, of_counterparty)
        return (*named, *asking(words.groups, columns), *lacking)

    def _looked(self, groups: Groups, columns: Columns) -> Iterator[ColumnElement[bool]]:
        return (self._candidates.holds(group, columns) for group in groups)

    def _found(self, groups: Groups, columns: Columns) -> Iterator[ColumnElement[bool]]:
        if groups:
            narrowed = self._candidates.narrowed(groups, columns)
            yield from narrowed.conditions
            yield from (self._candidates.holds(group, columns) for group in narrowed.unproved)
