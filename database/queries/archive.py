"""文書管理: what a member of staff looks for among the contracts they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from database.contract import Contract, Party
from database.queries.contracts import PAGE_SIZES, may_see
from database.sessions import Staff

MOST_COUNTED = 1000
MOST_SPELLED = 5


class Order(StrEnum):
    CHANGED = "changed"
    SUBMITTED = "submitted"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: `page` counts from 1, both days belong to the span, `spelled` is shown first.

    `conditions` come from the search floor: which words and counterparties a contract must have.
    """

    stage: str = ""
    expires_from: date | None = None
    expires_to: date | None = None
    conditions: tuple[ColumnElement[bool], ...] = ()
    spelled: tuple[str, ...] = ()
    order: Order = Order.CHANGED
    page: int = 1
    size: int = PAGE_SIZES[0]


@dataclass(frozen=True, slots=True)
class ContractPage:
    """`total` is MOST_COUNTED where `is_more`: that many or more."""

    contracts: Sequence[Contract]
    total: int
    is_more: bool
    has_next: bool


def contract_page(session: Session, staff: Staff, wanted: Wanted) -> ContractPage:
    conditions = (may_see(staff), *_spanned(wanted), *wanted.conditions)
    counted = select(Contract.id).where(*conditions).limit(MOST_COUNTED + 1).subquery()
    total = session.scalar(select(func.count()).select_from(counted)) or 0
    is_more = total > MOST_COUNTED
    query = select(Contract).where(*conditions).options(selectinload(Contract.parties))
    ordered = query.order_by(*_order(wanted, exact_first=not is_more))
    rows = session.scalars(_paged(ordered, wanted)).all()
    return ContractPage(rows[: wanted.size], min(total, MOST_COUNTED), is_more, len(rows) > wanted.size)


def begin_reading(session: Session) -> None:
    """See one moment from here on: an index asked later knows everything that is filed as indexed now."""
    session.scalar(select(Contract.id).limit(1))


def _spanned(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    given: list[ColumnElement[bool]] = []
    if wanted.stage:
        given.append(Contract.stage == wanted.stage)
    if wanted.expires_from:
        given.append(Contract.ends_on >= wanted.expires_from)
    if wanted.expires_to:
        given.append(Contract.ends_on <= wanted.expires_to)
    return given


def _order(wanted: Wanted, *, exact_first: bool) -> Sequence[SQLColumnExpression[Any]]:
    """Exactly spelled before folded, where there are so few that it can be told and matters (SR-05)."""
    exact = [case((_is_spelled(wanted.spelled), 0), else_=1)] if exact_first and wanted.spelled else []
    return (*exact, *_ORDERS[wanted.order], Contract.id.desc())


def _is_spelled(words: Sequence[str]) -> ColumnElement[bool]:
    """Return whether the title or a counterparty has every word as it was typed."""
    return and_(*(_has(word) for word in words[:MOST_SPELLED]))


def _has(word: str) -> ColumnElement[bool]:
    named = or_(Party.company.contains(word, autoescape=True), Party.name.contains(word, autoescape=True))
    of_counterparty = exists().where(Party.contract_id == Contract.id, Party.own.is_(False), named)
    return or_(Contract.title.contains(word, autoescape=True), of_counterparty)


def _paged(query: Select[Any], wanted: Wanted) -> Select[Any]:
    """One more than shown tells whether there is a next page."""
    return query.limit(wanted.size + 1).offset((wanted.page - 1) * wanted.size)


_ORDERS: dict[Order, tuple[SQLColumnExpression[Any], ...]] = {
    Order.CHANGED: (Contract.changed_at.desc(),),
    Order.SUBMITTED: (Contract.submitted_at.is_(None), Contract.submitted_at.desc()),
    Order.ENDS: (Contract.ends_on.is_(None), Contract.ends_on),
}
