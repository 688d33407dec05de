"""契約種別 of an organisation."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.preset_spelling import preset_from
from contracts.type_preset import TypePreset
from database.contract_type import ContractType

NO_TYPE = TypePreset()


def contract_types(session: Session, organization_id: int) -> Sequence[ContractType]:
    """Return every type in its order, also those that are not offered any more."""
    query = select(ContractType).where(ContractType.organization_id == organization_id)
    return session.scalars(query.order_by(ContractType.position, ContractType.id)).all()


def offered_types(
    session: Session, organization_id: int, held: ContractType | None
) -> Sequence[ContractType]:
    """Return what a draft may choose: a hidden type only where the draft holds it already."""
    kept = held.id if held else 0
    return [
        one for one in contract_types(session, organization_id) if one.hidden_at is None or one.id == kept
    ]


def preset_of(kind: ContractType | None) -> TypePreset:
    """Return what a type sets beforehand; of no type nothing."""
    return preset_from(kind.preset) if kind else NO_TYPE


def type_with_code(session: Session, organization_id: int, code: str) -> ContractType | None:
    return session.scalars(
        select(ContractType).where(ContractType.organization_id == organization_id, ContractType.code == code)
    ).first()
