"""The columns a search looks at: handed in by who has them, because this floor knows no tables."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, ColumnElement, SQLColumnExpression, String, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Text = SQLColumnExpression[str]
Number = SQLColumnExpression[int]


@dataclass(frozen=True, slots=True)
class Bodies:
    """A table of its own: `contract` is whose documents `text`, folded, and `tokens` are of."""

    contract: Number
    text: Text
    tokens: SQLColumnExpression[Any]


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


@compiles(_Contains, "sqlite")
def _on_sqlite(element: _Contains, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's hook
    return f"(instr({compiler.process(element.clauses, **options)}) > 0)"


@compiles(_Contains, "postgresql")
def _on_postgresql(element: _Contains, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's hook
    return f"(strpos({compiler.process(element.clauses, **options)}) > 0)"
