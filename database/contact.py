"""宛先帳: whom contracts are sent to, personal and shared (MK-69)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Key, PublicId, Reference, Row, within_organization


class Contact(Row):
    """`owner_id` empty: shared by everybody. `found_by` is folded (`contracts.finding`).

    `sorted_by` orders the list; `phone` are digits alone; `role` is the role the person usually has.
    """

    __tablename__ = "contact"
    __table_args__ = (
        within_organization("owner_id", "app_user"),
        Index(None, "organization_id", "sorted_by"),
        Index(None, "organization_id", "mail_key"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    owner_id: Mapped[Reference | None]
    kind: Mapped[str] = mapped_column(String(32))
    company: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(100))
    mail: Mapped[str] = mapped_column(String(320))
    mail_key: Mapped[str] = mapped_column(String(320))
    phone: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(8))
    sorted_by: Mapped[str] = mapped_column(String(420))
    found_by: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
