"""SQLite's index of documents, which keeps places: no word but a very long one needs a look into them."""

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

from contracts.finding import phrase_for
from search.columns import Bodies, Columns, said_in


def said_by_pairs(columns: Columns, terms: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """Yield conditions of which one is fulfilled where the documents hold a term.

    SQLite reads the list of the hits once a query, however many rows it is held against.
    """
    for named, looked in _ways(columns, terms):
        yield _OnSqlite(columns.id.in_(named), looked)


def in_either(columns: Columns, told: Select[int], terms: Sequence[str]) -> ColumnElement[bool]:
    """Return whether a contract is among `told` or its documents hold a term: the two meet in a UNION."""
    ways = list(_ways(columns, terms))
    named = [way for way, _looked in ways]
    looking = [select(columns.id).where(looked).correlate(None) for _way, looked in ways]
    return _OnSqlite(columns.id.in_(union_all(told, *named)), columns.id.in_(union_all(told, *looking)))


def _ways(columns: Columns, terms: Sequence[str]) -> Iterator[tuple[Select[int], ColumnElement[bool]]]:
    """Yield how SQLite finds them, and how they are found by looking."""
    bodies = columns.bodies
    if bodies is None:
        return
    asked = {term: phrase_for(term) for term in terms}
    exact = [term for term in terms if asked[term].is_exact]
    if exact:
        query = " OR ".join(asked[term].text for term in exact)
        yield _matching(bodies, query), or_(*said_in(columns, exact))
    for term in (one for one in terms if one not in exact):
        (looked,) = said_in(columns, (term,))
        named = columns.id.in_(_matching(bodies, asked[term].text))
        yield select(columns.id).where(named, looked).correlate(None), looked


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
