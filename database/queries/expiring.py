"""Contracts in force whose end date has come so near that people were alerted of it (MK-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from contracts.life import RUNNING, Life, days_left
from database.contract import Contract
from database.engine import now_of
from database.queries.contracts import may_see
from database.queries.paging import rows_of
from database.sessions import Staff

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Expiring:
    """`days` until the end date in Japan: 0 on that day."""

    contract: Contract
    days: int


def expiring_contracts(session: Session, staff: Staff, most: int = MOST_SHOWN) -> Sequence[Expiring]:
    """Return those that end soonest first.

    Each state is asked apart: `ix_contract_alerted` has each in this order, but not all three together.
    """
    first = [one for life in RUNNING for one in _ending(session, staff, life, most)]
    ids = [id_ for _ends_on, id_ in sorted(first)[:most]]
    return [
        Expiring(contract, days)
        for contract in rows_of(session, ids, (selectinload(Contract.parties),))
        if (days := days_until_end(session, contract)) is not None
    ]


def _ending(session: Session, staff: Staff, life: Life, most: int) -> Sequence[tuple[date, int]]:
    query = select(Contract.ends_on, Contract.id).where(
        may_see(staff),
        Contract.life == life,
        Contract.expiry_alerted_at.is_not(None),
        Contract.ends_on.is_not(None),
    )
    found = session.execute(query.order_by(Contract.ends_on, Contract.id).limit(most))
    return [(ends_on, id_) for ends_on, id_ in found if ends_on is not None]


def days_until_end(session: Session, contract: Contract) -> int | None:
    """Return the days left once people were alerted and until the end, otherwise None."""
    if contract.life not in RUNNING or contract.expiry_alerted_at is None or contract.ends_on is None:
        return None
    return days_left(contract.ends_on, now_of(session))
