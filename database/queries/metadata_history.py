"""変更履歴 of 契約情報, read: of one contract, or how far some contracts had come (LW-22)."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from database.contract import Contract
from database.metadata_change import MetadataChange

AT_ONCE = 500


def changes_of(session: Session, contract: Contract, most: int) -> Sequence[MetadataChange]:
    """Return what was changed, newest first."""
    query = select(MetadataChange).where(MetadataChange.contract_id == contract.id)
    newest = query.order_by(MetadataChange.id.desc()).limit(most)
    return session.scalars(newest.options(joinedload(MetadataChange.by))).all()


def editions_of(session: Session, contracts: Collection[int]) -> dict[int, int]:
    """Return how many values of each contract were ever changed: 版 of a sheet."""
    found: dict[int, int] = {}
    ids = list(contracts)
    for begin in range(0, len(ids), AT_ONCE):
        query = select(MetadataChange.contract_id, func.count()).where(
            MetadataChange.contract_id.in_(ids[begin : begin + AT_ONCE])
        )
        rows = session.execute(query.group_by(MetadataChange.contract_id))
        found |= {row[0]: row[1] for row in rows}
    return found


def values_at(session: Session, contract: Contract, edition: int) -> dict[str, str]:
    """Return the value of each item changed since then, as it was at that 版."""
    query = select(MetadataChange.item, MetadataChange.was).where(MetadataChange.contract_id == contract.id)
    found: dict[str, str] = {}
    for item, was in session.execute(query.order_by(MetadataChange.id).offset(edition)):
        found.setdefault(item, was)
    return found
