"""承認経路 as data, 代理承認, and whose turn it is (MK-46, MK-47, MK-48)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.contract_type import ContractType
from database.people import User


class ApprovalRoute(Row):
    """One template; its conditions are those that are set, amounts in yen and both inclusive.

    `steps` is the JSON of `contracts.acts.RouteStep`s; a contract keeps those it was sent with.
    """

    __tablename__ = "approval_route"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("type_id", "contract_type"),
        within_organization("person_id", "app_user"),
        within_organization("changed_by_id", "app_user"),
        Index(None, "organization_id", "position"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    type_id: Mapped[Reference | None]
    amount_from: Mapped[int | None] = mapped_column(BigInteger)
    amount_to: Mapped[int | None] = mapped_column(BigInteger)
    department: Mapped[str] = mapped_column(String(100))
    person_id: Mapped[Reference | None]
    steps: Mapped[str] = mapped_column(Text)
    changed_by_id: Mapped[Reference]
    changed_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    type: Mapped[ContractType | None] = relationship(viewonly=True)
    person: Mapped[User | None] = relationship(
        viewonly=True,
        primaryjoin="ApprovalRoute.person_id == User.id",
        foreign_keys="ApprovalRoute.person_id",
    )


class ApprovalDelegation(Row):
    """代理: `delegate` may decide for `user` from `first_day` to `last_day` in Japan, unless revoked."""

    __tablename__ = "approval_delegation"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("user_id", "app_user"),
        within_organization("delegate_id", "app_user"),
        Index(None, "organization_id", "delegate_id", "last_day"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    user_id: Mapped[Reference]
    delegate_id: Mapped[Reference]
    first_day: Mapped[date]
    last_day: Mapped[date]
    key: Mapped[str] = mapped_column(String(32), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class ApprovalTurn(Row):
    """Who was ever asked to approve a contract with a route; `is_open`: whose turn it is now.

    `person` is a public id, or `contracts.approval.ANYONE`.
    """

    __tablename__ = "approval_turn"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        Index(None, "organization_id", "person", "is_open"),
    )

    contract_id: Mapped[Reference] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[Reference]
    is_open: Mapped[bool]
