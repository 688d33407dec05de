"""Reading the record back: what the engine is rebuilt from and compared with."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session, load_only

from contracts.event_table import StoredEvent
from contracts.life import RUNNING, Life
from contracts.messages import EffectMessage, LifecycleStart, Position
from contracts.stage import ENDED, STANDING
from database.contract import Contract
from database.people import Installation
from database.record import ContractEvent, EffectRow


def open_contracts(session: Session) -> Sequence[Contract]:
    """Return the submitted contracts that a workflow must keep.

    Those not ended, those with effects not done, those concluded whose term a day can still change, and those
    lapsed whose parties are still to be told (MK-58).
    """
    unfinished = select(EffectRow.contract_id).where(EffectRow.done_at.is_(None))
    query = select(Contract).where(
        Contract.sequence > 0,
        Contract.frozen_at.is_(None),
        or_(
            Contract.stage.not_in(ENDED),
            Contract.id.in_(unfinished),
            _awaits_a_day(),
            Contract.reminder_at.is_not(None),
        ),
    )
    compared = load_only(Contract.public_id, Contract.epoch, Contract.sequence, Contract.head)
    return session.scalars(query.options(compared).order_by(Contract.id)).all()


def _awaits_a_day() -> ColumnElement[bool]:
    """A term that was never opened, has not begun, or will end; what the term itself says with `next_due`."""
    to_come = Contract.life.in_((Life.UNKNOWN, Life.NOT_STARTED))
    has_an_end = Contract.ends_on.is_not(None) | Contract.terminated_on.is_not(None)
    will_end = Contract.life.in_(RUNNING) & has_an_end
    return Contract.stage.in_(STANDING) & (to_come | will_end)


def position_of(contract: Contract) -> Position:
    return Position(contract.epoch, contract.sequence, contract.head)


def record_of(session: Session, contract: Contract) -> list[StoredEvent]:
    rows = session.scalars(
        select(ContractEvent).where(ContractEvent.contract_id == contract.id).order_by(ContractEvent.sequence)
    )
    return [_stored(row) for row in rows]


def start_of(session: Session, contract: Contract) -> LifecycleStart:
    """Return what a workflow needs to go on from the record: every event, and the effects not done."""
    waiting = session.scalars(
        select(EffectRow)
        .where(EffectRow.contract_id == contract.id, EffectRow.done_at.is_(None))
        .order_by(EffectRow.sequence, EffectRow.kind, EffectRow.recipient)
    )
    pending = [EffectMessage(row.sequence, row.kind, row.recipient, row.round) for row in waiting]
    return LifecycleStart(contract.public_id, contract.epoch, record_of(session, contract), pending)


def raise_epoch(session: Session) -> int:
    """Return the new epoch: whoever wrote under an older one is refused from now on."""
    session.execute(update(Installation).values(epoch=Installation.epoch + 1))
    return session.scalars(select(Installation.epoch)).one()


def _stored(row: ContractEvent) -> StoredEvent:
    return StoredEvent(
        sequence=row.sequence,
        kind=row.kind,
        version=row.version,
        facts=row.facts,
        at=row.at,
        key=row.key,
        previous=row.previous,
        digest=row.digest,
    )
