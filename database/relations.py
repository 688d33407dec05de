"""関連する契約: two contracts of one organisation, and what the other one is to the first."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Index, Select, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contracts.relation import Kind
from database.base import Key, PublicId, Reference, Row, within_organization
from database.contract import Contract


class ContractRelation(Row):
    """`kind` is what `related` is to `contract`, as `contracts.relation.Kind`; seen from both."""

    __tablename__ = "contract_relation"
    __table_args__ = (
        UniqueConstraint("contract_id", "related_id"),
        within_organization("contract_id", "contract"),
        within_organization("related_id", "contract"),
        within_organization("created_by_id", "app_user"),
        Index(None, "related_id"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    related_id: Mapped[Reference]
    kind: Mapped[str] = mapped_column(String(16))
    created_by_id: Mapped[Reference]
    created_at: Mapped[datetime]

    contract: Mapped[Contract] = relationship(
        viewonly=True,
        foreign_keys="ContractRelation.contract_id",
        primaryjoin="Contract.id == ContractRelation.contract_id",
    )
    related: Mapped[Contract] = relationship(
        viewonly=True,
        foreign_keys="ContractRelation.related_id",
        primaryjoin="Contract.id == ContractRelation.related_id",
    )


def touching(contracts: Collection[int]) -> Select[ContractRelation]:
    """Return the relations with an order that any of these contracts is in, oldest first."""
    either = or_(ContractRelation.contract_id.in_(contracts), ContractRelation.related_id.in_(contracts))
    ordered = ContractRelation.kind != Kind.OTHER.value
    return select(ContractRelation).where(either, ordered).order_by(ContractRelation.id)


def edge_of(row: ContractRelation) -> tuple[int, int, Kind | None]:
    """Return 原契約, what follows from it, and as what; None where only the 原契約 was named."""
    if row.kind == Kind.ORIGINAL.value:
        return row.related_id, row.contract_id, None
    return row.contract_id, row.related_id, Kind(row.kind)
