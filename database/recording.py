"""Writing one transition: the only way a contract's record grows (design.md section 5)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from contracts.event_table import StoredEvent
from contracts.messages import EffectMessage, RecordRequest
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.projection import project
from database.record import ContractEvent, EffectRow


class EpochSuperseded(Exception):
    """The record has been restored since this workflow started: it must not write any more."""


class RecordDiffers(Exception):
    """The record holds another event in this place: the contract is frozen until a person looks."""


@dataclass(frozen=True, slots=True)
class _Place:
    contract: Contract
    epoch: int
    at: datetime


def record_transition(session: Session, request: RecordRequest) -> bool:
    """Write what is new of a transition and return whether anything was.

    The same digest in the same place is a no-op; raises RecordDiffers for another one, EpochSuperseded for a
    workflow of an older epoch.
    """
    contract = session.scalars(
        select(Contract).where(Contract.public_id == request.contract).with_for_update()
    ).one()
    if request.epoch < contract.epoch:
        raise EpochSuperseded(request.contract, request.epoch, contract.epoch)
    place = _Place(contract, request.epoch, now_of(session))
    fresh = [stored for stored in request.events if _is_new(session, contract, stored)]
    for stored in fresh:
        _write_event(session, place, stored)
    for effect in request.effects:
        _write_effect(session, contract, effect)
    if fresh:
        project(session, contract, request, fresh, place.at)
    return bool(fresh)


def freeze(session: Session, contract_public_id: str, at: datetime) -> None:
    contract = session.scalars(select(Contract).where(Contract.public_id == contract_public_id)).one()
    if contract.frozen_at is None:
        contract.frozen_at = at
        told = Told("contract_frozen", "engine", contract.public_id, {"sequence": contract.sequence})
        append_audit(session, contract.organization_id, told, at)


def _is_new(session: Session, contract: Contract, stored: StoredEvent) -> bool:
    existing = session.get(ContractEvent, (contract.id, stored.sequence))
    if existing is not None and existing.digest != stored.digest:
        raise RecordDiffers(contract.public_id, stored.sequence)
    return existing is None


def _write_event(session: Session, place: _Place, stored: StoredEvent) -> None:
    contract = place.contract
    if (stored.sequence, stored.previous) != (contract.sequence + 1, contract.head):
        raise RecordDiffers(contract.public_id, stored.sequence)
    session.add(
        ContractEvent(
            contract_id=contract.id,
            organization_id=contract.organization_id,
            epoch=place.epoch,
            sequence=stored.sequence,
            kind=stored.kind,
            version=stored.version,
            facts=stored.facts,
            at=stored.at,
            key=stored.key,
            previous=stored.previous,
            digest=stored.digest,
        )
    )
    contract.sequence, contract.head = stored.sequence, stored.digest
    told = Told(
        stored.kind, "engine", contract.public_id, {"sequence": stored.sequence, "digest": stored.digest}
    )
    append_audit(session, contract.organization_id, told, place.at)


def _write_effect(session: Session, contract: Contract, effect: EffectMessage) -> None:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(EffectRow)
        .values(
            contract_id=contract.id,
            organization_id=contract.organization_id,
            sequence=effect.sequence,
            kind=effect.kind,
            recipient=effect.recipient,
            round=effect.round,
            outcome="",
        )
        .on_conflict_do_nothing()
    )
