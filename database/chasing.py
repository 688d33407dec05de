"""Re-requests by the page, and what a mail or SMS service reported of a letter (IM-73, MK-73)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.contract import Contract


class DeliveryEvent(Row):
    """One report of `service` about the letter of `message_id`; its own `event_id` is taken once (T72)."""

    __tablename__ = "delivery_event"
    __table_args__ = (UniqueConstraint("service", "event_id"),)

    id: Mapped[Key]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    service: Mapped[str] = mapped_column(String(16))
    event_id: Mapped[str] = mapped_column(String(200))
    message_id: Mapped[str] = mapped_column(String(200), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32))
    happened_at: Mapped[datetime]
    received_at: Mapped[datetime]


class BulkRequest(Row):
    """まとめて再依頼: the contracts that one person ticked; `confirmed_at` once it was really asked for."""

    __tablename__ = "bulk_request"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("created_by_id", "app_user"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    created_by_id: Mapped[Reference]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    rows: Mapped[list["BulkRequestRow"]] = relationship(viewonly=True, order_by="BulkRequestRow.position")


class BulkRequestRow(Row):
    """What became of one contract; `outcome` is empty until it was its turn, `code` names a refusal."""

    __tablename__ = "bulk_request_row"
    __table_args__ = (
        UniqueConstraint("bulk_request_id", "contract_id"),
        within_organization("bulk_request_id", "bulk_request"),
        within_organization("contract_id", "contract"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    bulk_request_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    position: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(16))
    code: Mapped[str] = mapped_column(String(64))
    asked: Mapped[int]
    done_at: Mapped[datetime | None]

    contract: Mapped[Contract] = relationship(viewonly=True)
