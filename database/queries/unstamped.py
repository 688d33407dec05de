"""タイムスタンプ未付与: what was recorded and still waits for its signature with a timestamp (LW-11, T69)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from contracts.effects import EffectKind, Lane
from contracts.messages import Position
from database.contract import Contract
from database.engine import now_of
from database.queries.contracts import may_see
from database.rebuilding import position_of
from database.record import ContractEvent, EffectRow
from database.sessions import Staff

TOKENED = [kind for kind in EffectKind if kind.lane is Lane.SIGNING]
LATE_AFTER = timedelta(minutes=5)
"""From then on it is an alarm; until then an authority may just be slow."""

_WAITS = (EffectRow.done_at.is_(None), EffectRow.kind.in_(TOKENED))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One contract's step that waits, since the event that owes it."""

    contract: str
    kind: EffectKind
    since: datetime
    position: Position

    def age(self, now: datetime) -> timedelta:
        return now - self.since


def is_unstamped() -> ColumnElement[bool]:
    """The few that wait are found by their own index, and not by looking at each contract."""
    return Contract.id.in_(select(EffectRow.contract_id).where(*_WAITS))


def unstamped_among(session: Session, contracts: Collection[int]) -> frozenset[int]:
    """Return which of these contracts, by id, wait for a timestamp."""
    query = select(EffectRow.contract_id).where(*_WAITS, EffectRow.contract_id.in_(contracts))
    return frozenset(session.scalars(query))


def steps_waiting(session: Session, contract: Contract) -> list[EffectKind]:
    """Return what of this contract waits, in the order it will be done."""
    query = select(EffectRow.kind).where(*_WAITS, EffectRow.contract_id == contract.id)
    return [EffectKind(kind) for kind in session.scalars(query.order_by(EffectRow.sequence))]


def waiting_longer_than(
    session: Session, patience: timedelta, most: int, after: datetime | None = None
) -> list[Waiting]:
    """Return what has waited so long, the oldest first, or what came `after` a moment.

    A contract that is stopped is left out: it waits for a person.
    """
    its_event = (ContractEvent.contract_id == EffectRow.contract_id) & (
        ContractEvent.sequence == EffectRow.sequence
    )
    query = (
        select(Contract, EffectRow.kind, ContractEvent.at)
        .join(EffectRow, EffectRow.contract_id == Contract.id)
        .join(ContractEvent, its_event)
        .where(*_WAITS, Contract.frozen_at.is_(None))
        .order_by(ContractEvent.at)
        .limit(most)
    )
    if after is not None:
        query = query.where(ContractEvent.at > after.isoformat())
    now = now_of(session)
    found = [
        Waiting(contract.public_id, EffectKind(kind), datetime.fromisoformat(at), position_of(contract))
        for contract, kind, at in session.execute(query)
    ]
    return [one for one in found if one.age(now) > patience]


def is_any_late(session: Session) -> bool:
    return bool(waiting_longer_than(session, LATE_AFTER, 1))


def late_of(session: Session, staff: Staff) -> int:
    """Return how many contracts this person may see wait, once any of the installation is late."""
    if not is_any_late(session):
        return 0
    query = select(func.count()).select_from(Contract).where(may_see(staff), is_unstamped())
    return session.scalar(query) or 0
