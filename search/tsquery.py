"""PostgreSQL: a GIN index over bigrams that were written in the transaction of the words themselves."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, cast, false, func, literal, or_, select
from sqlalchemy.dialects.postgresql import TSQUERY

from contracts.finding import tokens_for
from search.candidates import Groups, Narrowed
from search.columns import Bodies, Columns, contains

PAIR = 2


class IndexedTokens:
    """With bodies one query of one index, which knows facts and documents.

    The planner then sees how many it names, reads few by the index and stops early among many.
    """

    def narrowed(self, groups: Groups, columns: Columns) -> Narrowed:
        """A word of one token is what the index knows: it needs no second look."""
        bounded = [group for group in groups if all(map(tokens_for, group))]
        if not bounded:
            return Narrowed((), groups)
        query = " & ".join(f"({' | '.join(map(_query, group))})" for group in bounded)
        if columns.bodies is None:
            return Narrowed((_matches(columns.tokens, query),), groups)
        named = select(columns.bodies.contract).where(_matches(columns.bodies.tokens, query)).correlate(None)
        unproved = [group for group in groups if not all(map(_is_token, group))]
        return Narrowed((columns.id.in_(named),), unproved)

    def holds(self, terms: Sequence[str], columns: Columns) -> ColumnElement[bool]:
        facts = (contains(columns.text, term) for term in terms)
        return or_(*facts, *([_said(columns, columns.bodies, terms)] if columns.bodies else []))


def _said(columns: Columns, bodies: Bodies, terms: Sequence[str]) -> ColumnElement[bool]:
    """Looked up for one contract at a time: for an EXISTS the planner may look into every document.

    What the tokens do not name is not read, nor what they prove.
    """
    says = or_(*(and_(*_saying(bodies, term)) for term in terms))
    said = select(says).where(bodies.contract == columns.id).scalar_subquery()
    return func.coalesce(said, false())


def _saying(bodies: Bodies, term: str) -> Iterator[ColumnElement[bool]]:
    if tokens_for(term):
        yield _matches(bodies.tokens, _query(term))
    if not _is_token(term):
        yield contains(bodies.text, term)


def _is_token(term: str) -> bool:
    return len(term) <= PAIR and term.isalnum()


def _matches(tokens: SQLColumnExpression[Any], query: str) -> ColumnElement[bool]:
    return tokens.op("@@")(cast(literal(query), TSQUERY))


def _query(term: str) -> str:
    """Tokens are letters and digits alone, and quoted besides: nothing typed reaches the syntax (T37)."""
    tokens = tokens_for(term)
    if len(tokens) == 1 and len(tokens[0]) == 1:
        return f"'{tokens[0]}':*"
    quoted = (f"'{token}'" for token in tokens)
    return f"({' & '.join(quoted)})"
