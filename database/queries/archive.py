"""文書管理: what a member of staff looks for among the contracts they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contracts.roles import Permission
from database.contract import Contract
from database.party import Party
from database.queries.archive_filters import EVERYTHING, Filters
from database.queries.contracts import MOST_COUNTED, PAGE_SIZES, may_see
from database.queries.paging import (
    FAR,
    Ordering,
    Page,
    Sort,
    among,
    found_ids,
    gathered,
    nearby,
    rows_of,
    walked,
)
from database.sessions import Staff

MOST_SPELLED = 5


class Order(StrEnum):
    """What a list is sorted by; each has its natural direction."""

    CHANGED = "changed"
    SUBMITTED = "submitted"
    ENDS = "ends"
    DUE = "due"
    CONCLUDED = "concluded"
    TRADED = "traded"
    TITLE = "title"
    NUMBER = "number"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: `page` counts from 1, `spelled` is shown first, `reverse` turns the order round.

    `conditions` come from the search floor: which words and counterparties a contract must have.
    """

    filters: Filters = EVERYTHING
    conditions: tuple[ColumnElement[bool], ...] = ()
    spelled: tuple[str, ...] = ()
    order: Order = Order.CHANGED
    reverse: bool = False
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
    conditions = conditions_of(staff, wanted)
    page = Page(wanted.page, wanted.size)
    found = found_ids(session, conditions, by_words=bool(wanted.conditions))
    is_more = len(found) > MOST_COUNTED
    if not is_more:
        ids = among(session, found, ordering(wanted, exact_first=True), page)
    elif _lies_everywhere(staff, wanted):
        ids = walked(session, conditions, ordering(wanted), page)
    else:
        asked = conditions, ordering(wanted), page
        ids = nearby(session, staff.organization.id, *asked) or gathered(session, *asked)
    rows = rows_of(session, ids[: wanted.size], _SHOWN)
    return ContractPage(rows, min(len(found), MOST_COUNTED), is_more, len(ids) > wanted.size)


def _lies_everywhere(staff: Staff, wanted: Wanted) -> bool:
    """Words are read in the contract itself: of many that have them, the fewest are read in the order."""
    if wanted.conditions:
        return True
    is_near = wanted.page * wanted.size <= FAR
    return is_near and wanted.filters == EVERYTHING and staff.may(Permission.SEE_ALL)


def begin_reading(session: Session) -> None:
    """See one moment from here on: an index asked later knows everything that is filed as indexed now."""
    session.scalar(select(Contract.id).limit(1))


def conditions_of(staff: Staff, wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    return (may_see(staff), *wanted.filters.conditions(), *wanted.conditions)


def contracts_listed(session: Session, staff: Staff, wanted: Wanted, most: int) -> Sequence[Contract]:
    """Return what the whole list shows, all pages, `most` at the utmost."""
    query = select(Contract).where(*conditions_of(staff, wanted)).options(*_SHOWN)
    order = (one.by(one.column) for one in ordering(wanted))
    return session.scalars(query.order_by(*order).limit(most)).all()


def ordering(wanted: Wanted, *, exact_first: bool = False) -> Ordering:
    """Exactly spelled before folded, where there are so few that it can be told and matters (SR-05)."""
    exact = [Sort(case((_is_spelled(wanted.spelled), 0), else_=1))] if exact_first and wanted.spelled else []
    column, largest_first = _ORDERS[wanted.order]
    falls = largest_first != wanted.reverse
    return (*exact, Sort(column, falls, wanted.order not in _ALWAYS_THERE), Sort(Contract.id, falls))


def _is_spelled(words: Sequence[str]) -> ColumnElement[bool]:
    """Return whether the title or a counterparty has every word as it was typed."""
    return and_(*(_has(word) for word in words[:MOST_SPELLED]))


def _has(word: str) -> ColumnElement[bool]:
    named = or_(Party.company.contains(word, autoescape=True), Party.name.contains(word, autoescape=True))
    of_counterparty = exists().where(Party.contract_id == Contract.id, Party.own.is_(False), named)
    return or_(Contract.title.contains(word, autoescape=True), of_counterparty)


_SHOWN = (selectinload(Contract.parties), joinedload(Contract.owner), joinedload(Contract.type))
_ORDERS: dict[Order, tuple[SQLColumnExpression[Any], bool]] = {
    Order.CHANGED: (Contract.changed_at, True),
    Order.SUBMITTED: (Contract.submitted_at, True),
    Order.ENDS: (Contract.ends_on, False),
    Order.DUE: (Contract.due, False),
    Order.CONCLUDED: (Contract.concluded_at, True),
    Order.TRADED: (Contract.traded_on, True),
    Order.TITLE: (Contract.title, False),
    Order.NUMBER: (Contract.number, True),
    Order.AMOUNT: (Contract.amount, True),
}
"""What is compared, and whether the largest comes first; what has none comes last either way."""

_ALWAYS_THERE = frozenset({Order.CHANGED, Order.TITLE})
"""Columns without NULL: PostgreSQL uses their index only where nothing is said of it."""
