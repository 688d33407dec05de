"""廃棄の停止（訴訟ホールド）: why contracts may not be disposed of, and which (LW-26)."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.contract import Contract
from database.people import User

PUT, TAKEN, RELEASED = "put", "taken", "released"


class LegalHold(Row):
    """One matter; append-only, guarded by triggers: that it was released is an entry."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("by_id", "app_user"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    name: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[Reference]
    at: Mapped[datetime]

    by: Mapped[User] = relationship(
        viewonly=True, foreign_keys="LegalHold.by_id", primaryjoin="User.id == LegalHold.by_id"
    )


class HoldEntry(Row):
    """What happened to a hold; append-only, guarded by triggers.

    `kind` is PUT or TAKEN of one contract, or RELEASED of the whole, with no contract.
    """

    __tablename__ = "hold_entry"
    __table_args__ = (
        within_organization("hold_id", "legal_hold"),
        within_organization("contract_id", "contract"),
        within_organization("by_id", "app_user"),
        Index(None, "hold_id", "kind"),
        Index(None, "contract_id"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    hold_id: Mapped[Reference]
    contract_id: Mapped[Reference | None]
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[Reference]
    at: Mapped[datetime]

    by: Mapped[User] = relationship(
        viewonly=True, foreign_keys="HoldEntry.by_id", primaryjoin="User.id == HoldEntry.by_id"
    )
    contract: Mapped[Contract | None] = relationship(
        viewonly=True,
        foreign_keys="HoldEntry.contract_id",
        primaryjoin="Contract.id == HoldEntry.contract_id",
    )


class HeldContract(Row):
    """What stands now: gone when the contract is taken out, or the hold released; the entries stay."""

    __tablename__ = "held_contract"
    __table_args__ = (
        within_organization("hold_id", "legal_hold"),
        within_organization("contract_id", "contract"),
        Index(None, "contract_id"),
    )

    hold_id: Mapped[Reference] = mapped_column(primary_key=True, autoincrement=False)
    contract_id: Mapped[Reference] = mapped_column(primary_key=True, autoincrement=False)
    organization_id: Mapped[Reference]
    at: Mapped[datetime]

    hold: Mapped[LegalHold] = relationship(
        viewonly=True,
        foreign_keys="HeldContract.hold_id",
        primaryjoin="LegalHold.id == HeldContract.hold_id",
    )
