from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, or_

from search.columns import Columns, contains, said_in

Groups = Sequence[Sequence[str]]
"""Folded terms: of each group at least one is looked for."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`conditions` every hit fulfils; of `unproved` groups what fulfils them is still to be looked at."""

    conditions: Sequence[ColumnElement[bool]]
    unproved: Groups


class Candidates(Protocol):
    def narrowed(self, groups: Groups, columns: Columns) -> Narrowed:
        """Return what the index says of these groups; no condition where looking at every row is as good."""
        ...

    def holds(self, terms: Sequence[str], columns: Columns) -> ColumnElement[bool]:
        """Return whether facts or documents hold one of these terms, without a doubt."""
        ...


class EveryRow:
    """No index at all: the oracle of the tests, and what a search falls back to."""

    def narrowed(self, groups: Groups, columns: Columns) -> Narrowed:  # noqa: ARG002 -- the protocol's
        return Narrowed((), groups)

    def holds(self, terms: Sequence[str], columns: Columns) -> ColumnElement[bool]:
        """The facts are looked at first: they are short, and most hits are there."""
        facts = (contains(columns.text, term) for term in terms)
        return or_(*facts, *said_in(columns, terms))
