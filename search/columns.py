"""The columns a search looks at: handed in by who has them, because this floor knows no tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, ColumnElement, SQLColumnExpression, String, exists, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Text = SQLColumnExpression[str]
Number = SQLColumnExpression[int]


@dataclass(frozen=True, slots=True)
class Bodies:
    """A table of its own: `contract` is whose documents `text`, folded, is of.

    `tokens` are the bigrams of text and facts, on PostgreSQL alone; `pairs` names SQLite's FTS5 table of
    `contracts.finding.spaced_pairs`.
    """

    contract: Number
    text: Text
    tokens: SQLColumnExpression[Any]
    pairs: str


@dataclass(frozen=True, slots=True)
class Columns:
    """`text` and `counterparties` are folded; `tokens` are the bigrams of both, on PostgreSQL alone.

    Without `bodies` the documents are not looked into.
    """

    id: Number
    rev: Number
    indexed_rev: Number
    text: Text
    counterparties: Text
    tokens: SQLColumnExpression[Any]
    bodies: Bodies | None = None


class _Contains(FunctionElement[bool]):
    """An exact substring: no wildcard, no collation."""

    type = Boolean()
    name = "contains"
    inherit_cache = True


def contains(text: Text, term: str) -> ColumnElement[bool]:
    return _Contains(text, literal(term, String()))


def said_in(columns: Columns, terms: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """Yield for each term whether the documents hold it, by looking into them; nothing without bodies."""
    bodies = columns.bodies
    if bodies is not None:
        for term in terms:
            yield exists().where(bodies.contract == columns.id, contains(bodies.text, term))


@compiles(_Contains, "sqlite")
def _on_sqlite(element: _Contains, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's hook
    return f"(instr({compiler.process(element.clauses, **options)}) > 0)"


@compiles(_Contains, "postgresql")
def _on_postgresql(element: _Contains, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's hook
    return f"(strpos({compiler.process(element.clauses, **options)}) > 0)"
