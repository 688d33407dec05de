"""From words to SQL conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, exists, not_, or_

from contracts.finding import NOTHING, Words
from search.candidates import Candidates, EveryRow
from search.columns import Bodies, Columns, Number, Text, contains


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
        asked = ((words.groups, columns), (counterparty.groups, replace(columns, bodies=None)))
        found = (self._candidates.clause(groups, where) for groups, where in asked if groups)
        clauses = tuple(clause for clause in found if clause is not None)
        return (*clauses, *_exact(columns, words), *_of_counterparties(columns.counterparties, counterparty))


def _exact(columns: Columns, words: Words) -> Iterator[ColumnElement[bool]]:
    for group in words.groups:
        yield or_(*_holds(columns, group))
    for term in words.excluded:
        yield not_(or_(*_holds(columns, (term,))))


def _holds(columns: Columns, terms: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """The facts are looked at first: they are short, and most hits are there."""
    yield from (contains(columns.text, term) for term in terms)
    if columns.bodies is not None:
        yield _in_body(columns.id, columns.bodies, terms)


def _in_body(contract: Number, bodies: Bodies, terms: Sequence[str]) -> ColumnElement[bool]:
    said = or_(*(contains(bodies.text, term) for term in terms))
    return exists().where(bodies.contract == contract, said)


def _of_counterparties(text: Text, words: Words) -> Iterator[ColumnElement[bool]]:
    for group in words.groups:
        yield or_(*(contains(text, term) for term in group))
