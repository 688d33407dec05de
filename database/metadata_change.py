"""訂正・削除の履歴: what was changed about a contract, one row for each value (LW-22)."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.contract import Contract
from database.people import User


class MetadataChange(Row):
    """Append-only, guarded by triggers; the digest of the rows of one act stands in the audit log.

    `item`, `was`, `became` and `source` are as `contracts.metadata` spells them, `by_id` is None for what
    the calendar brought.
    """

    __tablename__ = "metadata_change"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        within_organization("by_id", "app_user"),
        Index(None, "contract_id"),
        Index(None, "organization_id", "at"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    item: Mapped[str] = mapped_column(String(80))
    was: Mapped[str] = mapped_column(Text)
    became: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[Reference | None]
    at: Mapped[datetime]

    contract: Mapped[Contract] = relationship(
        viewonly=True,
        foreign_keys="MetadataChange.contract_id",
        primaryjoin="Contract.id == MetadataChange.contract_id",
    )
    by: Mapped[User | None] = relationship(
        viewonly=True,
        foreign_keys="MetadataChange.by_id",
        primaryjoin="User.id == MetadataChange.by_id",
    )
