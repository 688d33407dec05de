"""お知らせ: what an organisation tells its people on their home page (CL-41)."""

from datetime import date, datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Key, PublicId, Reference, Row, within_organization


class Announcement(Row):
    """Shown from `from_day` to `to_day` in Japan, both included; without an end until it is withdrawn."""

    __tablename__ = "announcement"
    __table_args__ = (UniqueConstraint("organization_id", "id"), within_organization("by_id", "app_user"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    from_day: Mapped[date]
    to_day: Mapped[date | None]
    by_id: Mapped[Reference]
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class AnnouncementDismissal(Row):
    __tablename__ = "announcement_dismissal"
    __table_args__ = (
        within_organization("announcement_id", "announcement"),
        within_organization("user_id", "app_user"),
    )

    announcement_id: Mapped[Reference] = mapped_column(primary_key=True)
    user_id: Mapped[Reference] = mapped_column(primary_key=True)
    organization_id: Mapped[Reference]
    at: Mapped[datetime]
