"""文書管理: what a member of staff looks for among the contracts they may see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contracts.finding import NOTHING, Words
from contracts.roles import Permission
from database.contract import Contract
from database.queries.archive_filters import EVERYTHING, Filters
from database.queries.contracts import MOST_COUNTED, PAGE_SIZES, may_see
from database.queries.paging import (
    FAR,
    NEAR_BY_WORDS,
    Conditions,
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
from database.queries.relevance import by_relevance
from database.sessions import Staff


class Order(StrEnum):
    """What a list is sorted by; each has its natural direction.

    RELEVANCE is told of as many hits as are counted out; more come as with CHANGED.
    """

    RELEVANCE = "relevance"
    CHANGED = "changed"
    SUBMITTED = "submitted"
    ENDS = "ends"
    DUE = "due"
    CONCLUDED = "concluded"
    TRADED = "traded"
    NOTICE = "notice"
    TITLE = "title"
    NUMBER = "number"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: `page` counts from 1, `reverse` turns the order round.

    `conditions` come from the search floor: which words and counterparties a contract must have. `looking`
    says the same so that it is cheap of a few rows; `words` are all of them, by which RELEVANCE sorts.
    """

    filters: Filters = EVERYTHING
    conditions: tuple[ColumnElement[bool], ...] = ()
    looking: tuple[ColumnElement[bool], ...] = ()
    words: Words = NOTHING
    order: Order = Order.CHANGED
    reverse: bool = False
    page: int = 1
    size: int = PAGE_SIZES[0]

    @property
    def is_named(self) -> bool:
        """Whether an index of its own says which contracts they are: they are not read off the whole list."""
        return bool(self.conditions) or self.filters.names_few


@dataclass(frozen=True, slots=True)
class ContractPage:
    """`total` is MOST_COUNTED where `is_more`: that many or more; `found` are the ids that were counted."""

    contracts: Sequence[Contract]
    total: int
    is_more: bool
    has_next: bool
    found: Sequence[int] = ()


def contract_page(session: Session, staff: Staff, wanted: Wanted) -> ContractPage:
    narrowed = (may_see(staff), *wanted.filters.conditions())
    page = Page(wanted.page, wanted.size)
    found = found_ids(session, (*narrowed, *wanted.conditions), named=wanted.is_named)
    is_more = len(found) > MOST_COUNTED
    ids = _of_many(session, staff, wanted, narrowed) if is_more else _of_few(session, found, wanted, page)
    rows = rows_of(session, ids[: wanted.size], _SHOWN)
    return ContractPage(rows, min(len(found), MOST_COUNTED), is_more, len(ids) > wanted.size, found)


def _of_many(session: Session, staff: Staff, wanted: Wanted, narrowed: Conditions) -> Sequence[int]:
    """Either database sorts all that words are found in: those are looked at that come first anyway."""
    here, page = staff.organization.id, Page(wanted.page, wanted.size)
    if wanted.conditions:
        looking = (*narrowed, *(wanted.looking or wanted.conditions))
        first = replace(page, near=NEAR_BY_WORDS)
        named = (*narrowed, *wanted.conditions)
        near = nearby(session, here, looking, ordering(wanted), first)
        return near or walked(session, named, ordering(wanted), page)
    asked = narrowed, ordering(wanted), page
    if _lies_everywhere(staff, wanted):
        return walked(session, *asked)
    sort = walked if wanted.is_named else gathered
    return nearby(session, here, *asked) or sort(session, *asked)


def _of_few(session: Session, found: Sequence[int], wanted: Wanted, page: Page) -> Sequence[int]:
    if wanted.order is not Order.RELEVANCE:
        return among(session, found, ordering(wanted), page)
    ranked = by_relevance(session, found, wanted.words)
    return (ranked[::-1] if wanted.reverse else ranked)[page.before : page.before + page.most]


def _lies_everywhere(staff: Staff, wanted: Wanted) -> bool:
    is_near = wanted.page * wanted.size <= FAR
    return is_near and wanted.filters == EVERYTHING and staff.may(Permission.SEE_ALL)


def begin_reading(session: Session) -> None:
    """See one moment from here on: an index asked later knows everything that is filed as indexed now."""
    session.scalar(select(Contract.id).limit(1))


def conditions_of(staff: Staff, wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    return (may_see(staff), *wanted.filters.conditions(), *wanted.conditions)


def listed_ids(session: Session, staff: Staff, wanted: Wanted, most: int) -> Sequence[int]:
    """Return what the whole list shows, all pages, `most` at the utmost."""
    conditions = conditions_of(staff, wanted)
    if wanted.order is Order.RELEVANCE:
        found = found_ids(session, conditions, named=wanted.is_named)
        if len(found) <= MOST_COUNTED:
            return _of_few(session, found, wanted, Page(1, MOST_COUNTED))
    query = select(Contract.id).where(*conditions).order_by(*(one.by(one.column) for one in ordering(wanted)))
    return session.scalars(query.limit(most)).all()


def rows_shown(session: Session, staff: Staff, ids: Sequence[int]) -> Sequence[Contract]:
    """Return the rows of these ids in their order, without what the person may no longer see."""
    query = select(Contract).where(Contract.id.in_(ids), may_see(staff)).options(*_SHOWN)
    found = {row.id: row for row in session.scalars(query)}
    return [found[one] for one in ids if one in found]


def ordering(wanted: Wanted) -> Ordering:
    column, largest_first = _ORDERS[wanted.order]
    falls = largest_first != wanted.reverse
    return (Sort(column, falls, wanted.order not in _ALWAYS_THERE), Sort(Contract.id, falls))


_SHOWN = (selectinload(Contract.parties), joinedload(Contract.owner), joinedload(Contract.type))
_ORDERS: dict[Order, tuple[SQLColumnExpression[Any], bool]] = {
    Order.RELEVANCE: (Contract.changed_at, True),
    Order.CHANGED: (Contract.changed_at, True),
    Order.SUBMITTED: (Contract.submitted_at, True),
    Order.ENDS: (Contract.ends_on, False),
    Order.DUE: (Contract.due, False),
    Order.CONCLUDED: (Contract.concluded_at, True),
    Order.TRADED: (Contract.traded_on, True),
    Order.NOTICE: (Contract.notice_by, False),
    Order.TITLE: (Contract.title, False),
    Order.NUMBER: (Contract.number, True),
    Order.AMOUNT: (Contract.amount, True),
}
"""What is compared, and whether the largest comes first; what has none comes last either way."""

_ALWAYS_THERE = frozenset({Order.RELEVANCE, Order.CHANGED, Order.TITLE})
"""Columns without NULL: PostgreSQL uses their index only where nothing is said of it."""
