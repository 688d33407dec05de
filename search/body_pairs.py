"""SQLite's index of documents, which keeps places: a word of letters and digits needs no look into them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    literal,
    literal_column,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from contracts.finding import Phrases, phrases_for
from search.columns import Bodies, Columns, said_in


def said_by_pairs(columns: Columns, terms: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """Yield conditions of which one is fulfilled where the documents hold a term.

    SQLite reads the list of the hits once a query, however many rows it is held against.
    """
    for named, looked in _ways(columns, terms):
        yield looked if named is None else _OnSqlite(columns.id.in_(named), looked)


def in_either(columns: Columns, told: Select[int], terms: Sequence[str]) -> ColumnElement[bool]:
    """Return whether a contract is among `told` or its documents hold a term: the two meet in a UNION."""
    ways = list(_ways(columns, terms))
    looking = [select(columns.id).where(looked).correlate(None) for _named, looked in ways]
    named = [way if way is not None else looked for (way, _), looked in zip(ways, looking, strict=True)]
    return _OnSqlite(columns.id.in_(union_all(told, *named)), columns.id.in_(union_all(told, *looking)))


def _ways(columns: Columns, terms: Sequence[str]) -> Iterator[tuple[Select[int] | None, ColumnElement[bool]]]:
    """Yield how SQLite finds them, None where only looking helps, and how they are found by looking."""
    bodies = columns.bodies
    if bodies is None:
        return
    asked = {term: phrases_for(term) for term in terms}
    exact = [term for term in terms if asked[term].is_exact]
    if exact:
        query = " OR ".join(phrase for term in exact for phrase in asked[term].phrases)
        yield _matching(bodies, query), or_(*said_in(columns, exact))
    for term in (one for one in terms if one not in exact):
        (looked,) = said_in(columns, (term,))
        yield _with_signs(columns, bodies, asked[term], looked), looked


def _with_signs(
    columns: Columns, bodies: Bodies, asked: Phrases, looked: ColumnElement[bool]
) -> Select[int] | None:
    """Signs stand between the letters: who has all the letters is looked at."""
    if not asked.phrases:
        return None
    named = _matching(bodies, " AND ".join(asked.phrases))
    return select(columns.id).where(columns.id.in_(named), looked).correlate(None)


def _matching(bodies: Bodies, query: str) -> Select[int]:
    matches: ColumnElement[bool] = literal_column(bodies.pairs).bool_op("MATCH")(literal(query))
    named = select(literal_column("rowid", Integer)).select_from(table(bodies.pairs))
    return named.where(matches).correlate(None)


class _OnSqlite(FunctionElement[bool]):
    """The first of two conditions on SQLite, the second elsewhere; they say the same."""

    type = Boolean()
    name = "on_sqlite"
    inherit_cache = True
    _is_implicitly_boolean = True  # written as it is: of “… = 1” SQLite would not read the list of the hits


@compiles(_OnSqlite, "sqlite")
def _first(element: _OnSqlite, compiler: SQLCompiler, **options: object) -> str:
    first, _second = element.clauses
    return f"({compiler.process(first, **options)})"


@compiles(_OnSqlite)
def _second(element: _OnSqlite, compiler: SQLCompiler, **options: object) -> str:
    _first_one, second = element.clauses
    return f"({compiler.process(second, **options)})"
