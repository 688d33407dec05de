"""PostgreSQL: a GIN index over bigrams that were written in the transaction of the words themselves."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    SQLColumnExpression,
    and_,
    cast,
    intersect,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from contracts.finding import tokens_for
from search.candidates import Groups
from search.columns import Bodies, Columns


class IndexedTokens:
    def clause(self, groups: Groups, columns: Columns) -> ColumnElement[bool] | None:
        spelled = [[_query(tokens_for(term)) for term in group] for group in groups]
        bounded = [group for group in spelled if all(group)]
        if not bounded:
            return None
        if columns.bodies is not None:
            found = [_in_either(columns, columns.bodies, group) for group in bounded]
            return columns.id.in_(intersect(*found) if len(found) > 1 else found[0])
        return and_(*(_matches(columns.tokens, group) for group in bounded))


def _in_either(columns: Columns, bodies: Bodies, queries: Sequence[str]) -> CompoundSelect[int]:
    """Two tables, two indexes: an OR over both would use neither.

    Several words meet in one INTERSECT: of two IN the planner asks the second for every hit anew.
    """
    of_facts = select(columns.id).where(_matches(columns.tokens, queries)).correlate(None)
    of_bodies = select(bodies.contract).where(_matches(bodies.tokens, queries)).correlate(None)
    return union_all(of_facts, of_bodies)


def _matches(tokens: SQLColumnExpression[Any], queries: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(tokens.op("@@")(cast(literal(query), TSQUERY)) for query in queries))


def _query(tokens: list[str]) -> str:
    """Tokens are letters and digits alone, and quoted besides: nothing typed reaches the syntax (T37)."""
    if len(tokens) == 1 and len(tokens[0]) == 1:
        return f"'{tokens[0]}':*"
    return " & ".join(f"'{token}'" for token in tokens)
