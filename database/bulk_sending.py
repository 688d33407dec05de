"""一斉送信: a CSV file taken in once, each row of which becomes one contract (MK-51)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.contract import Contract
from database.people import User


class BulkSending(Row):
    """`state` is a `contracts.bulk.BulkState`; `content` is the template as it was when the file came.

    `origin` is who pressed 送信, and from where, as JSON. `told_at`: the owner has
    been written to that it is over.
    """

    __tablename__ = "bulk_sending"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("owner_id", "app_user"),
        Index(None, "organization_id", "created_at"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    owner_id: Mapped[Reference]
    template: Mapped[str] = mapped_column(String(36))
    template_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(Text)
    filename: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    fate: Mapped[str] = mapped_column(String(32))

    owner: Mapped[User] = relationship(viewonly=True)


class BulkRow(Row):
    """One row: `line` counts as a spreadsheet does, the heading is 1; `outcome` as in `contracts.bulk`.

    `cells` is what was typed, by column, `row_values` what it means, both without access codes: those are
    `sealed` until the row is settled. `faults` are pairs of a column and a code. `contract_id` is set before
    the engine is asked: from then on the row ends as that contract and no other.
    """

    __tablename__ = "bulk_row"
    __table_args__ = (
        UniqueConstraint("bulk_sending_id", "line"),
        within_organization("bulk_sending_id", "bulk_sending"),
        within_organization("contract_id", "contract"),
        Index(None, "bulk_sending_id", "outcome", "line"),
        Index(None, "contract_id"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    bulk_sending_id: Mapped[Reference]
    line: Mapped[int]
    cells: Mapped[str] = mapped_column(Text)
    row_values: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    outcome: Mapped[str] = mapped_column(String(16))
    faults: Mapped[str] = mapped_column(Text)
    contract_id: Mapped[Reference | None]
    done_at: Mapped[datetime | None]

    contract: Mapped[Contract | None] = relationship(viewonly=True)
