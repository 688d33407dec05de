"""PostgreSQL: a GIN index over bigrams that were written in the transaction of the words themselves."""

from sqlalchemy import ColumnElement, and_, cast, literal, or_
from sqlalchemy.dialects.postgresql import TSQUERY

from contracts.finding import tokens_for
from search.candidates import Groups
from search.columns import Columns


class IndexedTokens:
    def clause(self, groups: Groups, columns: Columns) -> ColumnElement[bool] | None:
        spelled = [[_query(tokens_for(term)) for term in group] for group in groups]
        bounded = [group for group in spelled if all(group)]
        if not bounded:
            return None
        return and_(*(or_(*(_matches(columns, query) for query in group)) for group in bounded))


def _matches(columns: Columns, query: str) -> ColumnElement[bool]:
    return columns.tokens.op("@@")(cast(literal(query), TSQUERY))


def _query(tokens: list[str]) -> str:
    """Tokens are letters and digits alone, and quoted besides: nothing typed reaches the syntax (T37)."""
    if len(tokens) == 1 and len(tokens[0]) == 1:
        return f"'{tokens[0]}':*"
    return " & ".join(f"'{token}'" for token in tokens)
