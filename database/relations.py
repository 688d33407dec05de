"""関連する契約: two contracts of one organisation, and what the other one is to the first."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

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
