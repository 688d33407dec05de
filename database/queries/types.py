"""契約種別 of an organisation."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contract import ContractType


def contract_types(session: Session, organization_id: int) -> Sequence[ContractType]:
    query = select(ContractType).where(ContractType.organization_id == organization_id)
    return session.scalars(query.order_by(ContractType.position, ContractType.id)).all()


def type_with_code(session: Session, organization_id: int, code: str) -> ContractType | None:
    return session.scalars(
        select(ContractType).where(ContractType.organization_id == organization_id, ContractType.code == code)
    ).first()
