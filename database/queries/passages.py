"""Where in the documents of some contracts words stand, for showing the passage (MK-88)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, SQLColumnExpression, String, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from contracts.finding import Words
from database.contract import Contract
from database.contract_body import ContractBody
from database.queries.contracts import may_see
from database.sessions import Staff

MOST_TERMS = 12


@dataclass(frozen=True, slots=True)
class BodyHits:
    """`sealed` are the pages, `begins` where each begins in the folded text.

    `places` are folded terms with the place in that text where each first stands, one of each group.
    """

    contract_id: int
    contract: str
    sealed: bytes
    begins: tuple[int, ...]
    places: tuple[tuple[str, int], ...]


def hits_in_bodies(session: Session, staff: Staff, ids: Collection[int], words: Words) -> list[BodyHits]:
    """Return the hits of those contracts that this member of staff may see."""
    terms = [term for group in words.groups for term in group][:MOST_TERMS]
    if not terms or not ids:
        return []
    body = ContractBody
    places = [_Place(body.text, literal(term, String())) for term in terms]
    query = select(Contract.id, Contract.public_id, body.sealed, body.pages, *places)
    query = query.join(body, body.contract_id == Contract.id)
    query = query.where(Contract.id.in_(ids), body.sealed.is_not(None), may_see(staff))
    found = []
    for row in session.execute(query):
        id_, contract, sealed, begins = row[:4]
        standing = {term: place - 1 for term, place in zip(terms, row[4:], strict=True) if place}
        if standing:
            chosen = _one_of_each(words.groups, standing)
            found.append(BodyHits(id_, contract, sealed or b"", tuple(map(int, begins.split())), chosen))
    return found


def _one_of_each(groups: Sequence[Sequence[str]], standing: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """Of words that mean the same the one that stands first."""
    chosen = (
        min((t for t in group if t in standing), key=standing.__getitem__, default="") for group in groups
    )
    return tuple((term, standing[term]) for term in dict.fromkeys(chosen) if term)


class _Place(FunctionElement[int]):
    """Where a text holds a term, counted from 1; 0 where it does not."""

    type = Integer()
    name = "place_of"
    inherit_cache = True

    def __init__(self, text: SQLColumnExpression[str], term: SQLColumnExpression[str]) -> None:
        super().__init__(text, term)


@compiles(_Place, "sqlite")
def _on_sqlite(element: _Place, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's hook
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(_Place, "postgresql")
def _on_postgresql(element: _Place, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's hook
    return f"strpos({compiler.process(element.clauses, **options)})"
