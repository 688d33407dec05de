"""What waits to be confirmed of 文書から読み取った契約情報 (MK-33)."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, undefer

from contracts.access import Level
from contracts.reading import ReadingState
from database.contract import Contract
from database.metadata_reading import MetadataProposal, MetadataReading
from database.queries.reaching import reaches
from database.sessions import Staff


def reading_of(session: Session, contract: Contract) -> MetadataReading | None:
    return session.get(MetadataReading, contract.id, options=[undefer(MetadataReading.sealed)])


def proposals_of(session: Session, contract: Contract) -> Sequence[MetadataProposal]:
    query = select(MetadataProposal).where(MetadataProposal.contract_id == contract.id)
    return session.scalars(query.order_by(MetadataProposal.id)).all()


def is_unconfirmed() -> ColumnElement[bool]:
    """Return what 未確認 is to a query of contracts."""
    return Contract.id.in_(select(MetadataReading.contract_id).where(MetadataReading.unconfirmed.is_(True)))


def unconfirmed_among(session: Session, contracts: Collection[int]) -> set[int]:
    """Return the ids of those of these contracts that nobody has confirmed."""
    query = select(MetadataReading.contract_id).where(
        MetadataReading.contract_id.in_(contracts), MetadataReading.unconfirmed.is_(True)
    )
    return set(session.scalars(query)) if contracts else set()


def queue_of(session: Session, staff: Staff) -> int:
    """Return how many contracts this person may confirm and nobody has."""
    query = select(func.count()).select_from(Contract).where(_to_confirm(staff))
    return session.scalar(query) or 0


def next_to_confirm(session: Session, staff: Staff, after: int, *, back: bool = False) -> Contract | None:
    """Return the next of the queue behind the contract of this id (0 for the first), or before it."""
    query = select(Contract).where(_to_confirm(staff))
    if back:
        query = query.where(Contract.id < after).order_by(Contract.id.desc())
    else:
        query = query.where(Contract.id > after).order_by(Contract.id)
    return session.scalars(query.limit(1)).first()


def _to_confirm(staff: Staff) -> ColumnElement[bool]:
    """What is only waiting to be read has nothing to confirm yet."""
    ready = select(MetadataReading.contract_id).where(
        MetadataReading.unconfirmed.is_(True), MetadataReading.state != ReadingState.WAITING
    )
    return reaches(staff, Level.EDITOR) & (Contract.sequence > 0) & Contract.id.in_(ready)
