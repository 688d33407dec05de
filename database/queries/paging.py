"""Ids of one page first, its rows afterwards: what a list costs is bounded, however narrowed and sorted.

Of few that were found only they are sorted. Of many, either the index of the order is walked, where hits lie
everywhere in it, or all that are found are sorted by what `ix_contract_listed` holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.sql.selectable import HasHints

from database.contract import Contract
from database.queries.contracts import MOST_COUNTED

Asked = TypeVar("Asked", bound=HasHints)
Conditions = Sequence[ColumnElement[bool]]
BY_LIST = "ix_contract_listed"
NEAR = 1000
NEAR_BY_WORDS = 5000
"""A word is looked for in the row itself, in microseconds: what one in 200 contracts has fills a page."""
FAR = 2000
"""From here on an index is not walked: every row before the page would be read."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One thing that is compared; what `may_lack` it comes last either way."""

    column: SQLColumnExpression[Any]
    falls: bool = False
    may_lack: bool = False

    def by(self, column: SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
        turned = column.desc() if self.falls else column.asc()
        return turned.nulls_last() if self.may_lack else turned


Ordering = Sequence[Sort]


@dataclass(frozen=True, slots=True)
class Page:
    """`number` counts from 1; `near` are looked at first, in the order, where many are found."""

    number: int
    size: int
    near: int = NEAR

    @property
    def before(self) -> int:
        return (self.number - 1) * self.size

    @property
    def most(self) -> int:
        """One more than is shown tells whether there is a next page."""
        return self.size + 1


def found_ids(session: Session, conditions: Conditions, *, named: bool = False) -> Sequence[int]:
    """Return what fulfils the conditions in no order, one more than MOST_COUNTED at the utmost.

    What is `named` by an index of its own, as words and what is 親展 are, is looked up there.
    """
    query = select(Contract.id).where(*conditions).limit(MOST_COUNTED + 1)
    return session.scalars(query if named else by_list(query)).all()


def by_list(query: Asked) -> Asked:
    """SQLite does not know how wide a span of days is, and would look up each row in it."""
    return query.with_hint(Contract, f"INDEXED BY {BY_LIST}", "sqlite")


def counted(session: Session, conditions: Conditions) -> int:
    """Return how many there are; one more than MOST_COUNTED stands for more."""
    found = select(Contract.id).where(*conditions).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def among(session: Session, found: Sequence[int], ordering: Ordering, page: Page) -> Sequence[int]:
    """Return the page of these few."""
    return walked(session, (Contract.id.in_(found),), ordering, page)


def walked(session: Session, conditions: Conditions, ordering: Ordering, page: Page) -> Sequence[int]:
    """Return the page by whatever index the database takes, that of the order where hits lie everywhere."""
    query = select(Contract.id).where(*conditions).order_by(*(one.by(one.column) for one in ordering))
    return session.scalars(query.limit(page.most).offset(page.before)).all()


def nearby(
    session: Session, here: int, conditions: Conditions, ordering: Ordering, page: Page
) -> Sequence[int]:
    """Return the page if the first contracts of the organisation `here` fill it, otherwise nothing."""
    if page.before + page.most > page.near:
        return ()
    keys: list[Any] = [one.column.label(f"key{at}") for at, one in enumerate(ordering)]
    first = select(Contract.id, *keys).where(Contract.organization_id == here)
    first = first.order_by(*(one.by(one.column) for one in ordering)).limit(page.near)
    near = first.subquery("near")
    turned = (one.by(near.c[f"key{at}"]) for at, one in enumerate(ordering))
    query = select(Contract.id).join(near, near.c.id == Contract.id).where(*conditions).order_by(*turned)
    ids = session.scalars(query.limit(page.most).offset(page.before)).all()
    return ids if len(ids) == page.most else ()


def gathered(session: Session, conditions: Conditions, ordering: Ordering, page: Page) -> Sequence[int]:
    """Return the page of all that are found, sorted; neither database walks the index of the order for it."""
    keys: list[Any] = [one.column.label(f"key{at}") for at, one in enumerate(ordering)]
    query = by_list(select(Contract.id, *keys).where(*conditions))
    found = query.cte("found").prefix_with("MATERIALIZED")
    turned = (one.by(found.c[f"key{at}"]) for at, one in enumerate(ordering))
    ordered = select(found.c.id).order_by(*turned)
    return session.scalars(ordered.limit(page.most).offset(page.before)).all()


def rows_of(session: Session, ids: Sequence[int], options: Sequence[ORMOption]) -> Sequence[Contract]:
    """Return the rows of these ids in their order."""
    rows = session.scalars(select(Contract).where(Contract.id.in_(ids)).options(*options))
    found = {row.id: row for row in rows}
    return [found[one] for one in ids]
