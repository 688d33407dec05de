"""PostgreSQL: a GIN index over tokens that were written in the transaction of the words themselves."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, cast, false, func, literal, or_, select
from sqlalchemy.dialects.postgresql import TSQUERY

from contracts.finding import LONG, tokens_for, triples_for
from search.candidates import Groups, Narrowed
from search.columns import Bodies, Columns, contains

PAIR = 2
Saying = Callable[[Bodies, str], ColumnElement[bool]]


class IndexedTokens:
    """With bodies one query of one index, which knows facts and documents.

    The planner then sees how many it names, reads few by the index and stops early among many.
    """

    def narrowed(self, groups: Groups, columns: Columns) -> Narrowed:
        """A word of one token is what the index knows: it needs no second look.

        What the index names has all tokens of the others: only the words are compared, not the tokens again.
        """
        bounded = [group for group in groups if all(map(tokens_for, group))]
        if not bounded:
            return Narrowed((), groups)
        query = " & ".join(f"({' | '.join(map(_query, group))})" for group in bounded)
        if columns.bodies is None:
            return Narrowed((_matches(columns.tokens, query),), groups)
        named = select(columns.bodies.contract).where(_matches(columns.bodies.tokens, query)).correlate(None)
        unproved = [group for group in bounded if not all(map(_is_token, group))]
        looked = (_held(columns, group, _compared) for group in unproved)
        return Narrowed((columns.id.in_(named), *looked), [group for group in groups if group not in bounded])

    def holds(self, terms: Sequence[str], columns: Columns) -> ColumnElement[bool]:
        return _held(columns, terms, _said)


def _held(columns: Columns, terms: Sequence[str], saying: Saying) -> ColumnElement[bool]:
    facts = (contains(columns.text, term) for term in terms)
    return or_(*facts, *([_of_bodies(columns, columns.bodies, terms, saying)] if columns.bodies else []))


def _of_bodies(columns: Columns, bodies: Bodies, terms: Sequence[str], saying: Saying) -> ColumnElement[bool]:
    """Looked up for one contract at a time: for an EXISTS the planner may look into every document."""
    says = or_(*(saying(bodies, term) for term in terms))
    said = select(says).where(bodies.contract == columns.id).scalar_subquery()
    return func.coalesce(said, false())


def _said(bodies: Bodies, term: str) -> ColumnElement[bool]:
    """What the tokens do not name is not read, nor what they prove."""
    named = [_matches(bodies.tokens, _query(term))] if tokens_for(term) else []
    return and_(*named, *([] if _is_token(term) else [contains(bodies.text, term)]))


def _compared(bodies: Bodies, term: str) -> ColumnElement[bool]:
    return _matches(bodies.tokens, _query(term)) if _is_token(term) else contains(bodies.text, term)


def _is_token(term: str) -> bool:
    return len(term) <= PAIR and term.isalnum()


def _matches(tokens: SQLColumnExpression[Any], query: str) -> ColumnElement[bool]:
    return tokens.op("@@")(cast(literal(query), TSQUERY))


def _query(term: str) -> str:
    """Tokens are letters, digits and _ alone, and quoted besides: nothing typed reaches the syntax (T37)."""
    tokens, triples = tokens_for(term), triples_for(term)
    is_begun = len(tokens) == 1 and len(tokens[0]) == 1
    pairs = f"'{tokens[0]}':*" if is_begun else _all_of(tokens)
    return f"({_all_of(triples)} | ({pairs} & !'{LONG}'))" if triples else pairs


def _all_of(tokens: Sequence[str]) -> str:
    quoted = (f"'{token}'" for token in tokens)
    return f"({' & '.join(quoted)})"
