"""Reading the record back: what the engine is rebuilt from and compared with."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.event_table import StoredEvent
from contracts.messages import EffectMessage, LifecycleStart, Position
from contracts.stage import ENDED
from database.contract import Contract
from database.people import Installation
from database.record import ContractEvent, EffectRow


def open_contracts(session: Session) -> Sequence[Contract]:
    """Return the submitted contracts whose workflow must be running: not ended, or with effects not done."""
    unfinished = select(EffectRow.contract_id).where(EffectRow.done_at.is_(None))
    query = select(Contract).where(
        Contract.sequence > 0,
        Contract.frozen_at.is_(None),
        Contract.stage.not_in(ENDED) | Contract.id.in_(unfinished),
    )
    return session.scalars(query.order_by(Contract.id)).all()


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
