from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import ColumnElement

from search.columns import Columns

Groups = Sequence[Sequence[str]]
"""Folded terms: of each group at least one is looked for."""


class Candidates(Protocol):
    def clause(self, groups: Groups, columns: Columns) -> ColumnElement[bool] | None:
        """Return a condition that every hit fulfils, or None where looking at every row is as good."""
        ...


class EveryRow:
    """No index at all: the oracle of the tests, and what a search falls back to."""

    def clause(self, groups: Groups, columns: Columns) -> ColumnElement[bool] | None:  # noqa: ARG002 -- the protocol's
        return None
