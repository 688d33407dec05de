"""Contracts in force whose end date has come so near that people were alerted of it (MK-18)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from contracts.life import RUNNING, days_left
from database.contract import Contract
from database.engine import now_of
from database.queries.contracts import may_see
from database.sessions import Staff

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Expiring:
    """`days` until the end date in Japan: 0 on that day."""

    contract: Contract
    days: int


def expiring_contracts(session: Session, staff: Staff, most: int = MOST_SHOWN) -> Sequence[Expiring]:
    """Return those that end soonest first."""
    query = (
        select(Contract)
        .where(may_see(staff), Contract.life.in_(RUNNING), Contract.expiry_alerted_at.is_not(None))
        .options(selectinload(Contract.parties))
        .order_by(Contract.ends_on, Contract.id)
        .limit(most)
    )
    return [
        Expiring(contract, days)
        for contract in session.scalars(query)
        if (days := days_until_end(session, contract)) is not None
    ]


def days_until_end(session: Session, contract: Contract) -> int | None:
    """Return the days left once people were alerted and until the end, otherwise None."""
    if contract.life not in RUNNING or contract.expiry_alerted_at is None or contract.ends_on is None:
        return None
    return days_left(contract.ends_on, now_of(session))
