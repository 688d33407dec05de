"""期限カレンダー: the days of contracts that live, of what a person may see (MK-17, MK-20, MK-23)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from contracts.life import OVER as ENDED
from contracts.life import Life
from database.contract import Contract
from database.queries.contracts import may_see
from database.sessions import Staff

MOST = 10_000
OVER = (Life.UNKNOWN.value, *(life.value for life in ENDED))
"""Lives in which nothing falls due."""


class DeadlineKind(StrEnum):
    """更新拒絶期限 comes first on a day: it is the one after which nothing can be done."""

    NOTICE = "notice"
    ENDS = "ends"


COLUMN_OF: dict[DeadlineKind, InstrumentedAttribute[date | None]] = {
    DeadlineKind.NOTICE: Contract.notice_by,
    DeadlineKind.ENDS: Contract.ends_on,
}


@dataclass(frozen=True, slots=True)
class Deadline:
    day: date
    kind: DeadlineKind
    contract: Contract


def falls_due(kind: DeadlineKind, first: date, last: date) -> ColumnElement[bool]:
    """Return whether a living contract's day of this kind lies within; of one that ends anyway no notice."""
    column = COLUMN_OF[kind]
    lives = column.between(first, last) & Contract.life.not_in(OVER) & (Contract.sequence > 0)
    if kind is DeadlineKind.ENDS:
        return lives
    return lives & Contract.ending.is_(False) & (Contract.life != Life.ENDING)


def coming_deadlines(
    session: Session,
    staff: Staff,
    span: tuple[date, date],
    kinds: Sequence[DeadlineKind] = tuple(DeadlineKind),
    most: int = MOST,
) -> list[Deadline]:
    """Return the deadlines of a span, both days included, soonest first; of each kind at most `most`."""
    found = [one for kind in kinds for one in _of_kind(session, staff, kind, span, most)]
    order = list(DeadlineKind)
    return sorted(found, key=lambda one: (one.day, order.index(one.kind), one.contract.id))


def deadlines_by_month(
    session: Session, staff: Staff, kind: DeadlineKind, months: Sequence[tuple[date, date]]
) -> Counter[date]:
    """Count the deadlines of a kind in each of these months, by their first day."""
    counts: Counter[date] = Counter()
    for first, last in months:
        query = select(func.count()).select_from(Contract).where(may_see(staff), falls_due(kind, first, last))
        counts[first] = session.scalar(query) or 0
    return counts


def _of_kind(
    session: Session, staff: Staff, kind: DeadlineKind, span: tuple[date, date], most: int
) -> Iterator[Deadline]:
    column = COLUMN_OF[kind]
    query = (
        select(Contract)
        .where(may_see(staff), falls_due(kind, *span))
        .options(selectinload(Contract.parties), selectinload(Contract.owner))
        .order_by(column, Contract.id)
        .limit(most)
    )
    for contract in session.scalars(query):
        day = getattr(contract, column.key)
        if day is not None:
            yield Deadline(day, kind, contract)
