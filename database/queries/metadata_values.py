"""Whether 契約情報 still says what its history said last: a value that SQL changed past the door (LW-22)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from contracts.metadata import ANSWER, Item
from database.changing_metadata import value_in
from database.contract import Contract
from database.metadata_change import MetadataChange

AT_ONCE = 500
Latest = Sequence[tuple[int, int, str, str, datetime]]
"""Of one contract: its id, and id, item, value and instant of the last change of each item."""


@dataclass(frozen=True, slots=True)
class UnlikeValue:
    """`item` of `contract` (a public id) is not what was last told of it; `at` is when that was."""

    contract: str
    item: str
    at: str


def unlike_values(session: Session, organization_id: int) -> Iterator[UnlikeValue]:
    """Yield every value that is not what its history ends with, by the contracts' ids.

    A value that never changed has no history, and nothing can be said of it here.
    """
    waiting = dict[int, Latest]()
    for contract_id, rows in groupby(_latest(session, organization_id), key=lambda row: row[0]):
        waiting[contract_id] = list(rows)
        if len(waiting) == AT_ONCE:
            yield from _compared(session, waiting)
            waiting.clear()
    yield from _compared(session, waiting)


def _compared(session: Session, waiting: dict[int, Latest]) -> Iterator[UnlikeValue]:
    query = select(Contract).where(Contract.id.in_(waiting)).options(selectinload(Contract.parties))
    for contract in session.scalars(query.order_by(Contract.id)):
        ends = max(
            (row_id for _, row_id, item, _, _ in waiting[contract.id] if item == Item.ENDS_ON), default=0
        )
        for _, row_id, item, became, at in waiting[contract.id]:
            expected = "" if item == ANSWER and row_id < ends else became
            if value_in(contract, item) != expected:
                yield UnlikeValue(contract.public_id, item, at.isoformat())


def _latest(session: Session, organization_id: int) -> Iterator[tuple[int, int, str, str, datetime]]:
    """An answer to a renewal is of the end date it was given for: a later end takes it back."""
    newest = (
        select(func.max(MetadataChange.id))
        .where(MetadataChange.organization_id == organization_id)
        .group_by(MetadataChange.contract_id, MetadataChange.item)
    )
    columns = (
        *(MetadataChange.contract_id, MetadataChange.id, MetadataChange.item),
        *(MetadataChange.became, MetadataChange.at),
    )
    query = select(*columns).where(MetadataChange.id.in_(newest))
    ordered = query.order_by(MetadataChange.contract_id, MetadataChange.id)
    for row in session.execute(ordered.execution_options(yield_per=AT_ONCE)):
        yield row[0], row[1], row[2], row[3], row[4]
