"""Changes to 契約情報 of many contracts, laid out before they are made (MK-07, MK-21)."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.contract import Contract

UNDER_WAY = text("begun_at IS NOT NULL AND ended_at IS NULL")


class MetadataPlan(Row):
    """Only who made it sees it. `source` is a `contracts.metadata.Source`, `name` the file's, empty for none.

    `digest` is of what it was made from, `faults` JSON of `contracts.ledger_sheet.SheetFault`, `unchanged`
    counts rows that say what is so already; `begun_at` is when the person said yes to it, `address` the
    network address from which.
    """

    __tablename__ = "metadata_plan"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("created_by_id", "app_user"),
        Index(None, "created_by_id", "created_at"),
        Index("ix_metadata_plan_under_way", "id", sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    created_by_id: Mapped[Reference]
    source: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[Digest]
    reason: Mapped[str] = mapped_column(Text)
    faults: Mapped[str] = mapped_column(Text)
    unchanged: Mapped[int]
    created_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(String(64), default="", server_default="")


class MetadataPlanRow(Row):
    """One contract's: `changes` is JSON of item to [was, becomes]; `outcome` is empty until its turn."""

    __tablename__ = "metadata_plan_row"
    __table_args__ = (
        within_organization("plan_id", "metadata_plan"),
        within_organization("contract_id", "contract"),
        Index(None, "plan_id", "outcome"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    plan_id: Mapped[Reference]
    number: Mapped[int]
    contract_id: Mapped[Reference]
    changes: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(16), default="")

    contract: Mapped[Contract] = relationship(
        viewonly=True,
        foreign_keys="MetadataPlanRow.contract_id",
        primaryjoin="Contract.id == MetadataPlanRow.contract_id",
    )
