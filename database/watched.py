"""What the watch of deadlines keeps: reminders, mails it owes, feeds, and when it looked."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.contract import Contract
from database.people import User

IS_UNTOLD, IS_STANDING = text("told_at IS NULL"), text("removed_at IS NULL")


class DeadlineReminder(Row):
    """Reminds of a contract, `period` (3か月) before `anchor`; removed it stays, for the history (MK-18)."""

    __tablename__ = "deadline_reminder"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("contract_id", "contract"),
        within_organization("by_id", "app_user"),
        Index(None, "contract_id"),
        Index(
            "ix_deadline_reminder_standing",
            "organization_id",
            sqlite_where=IS_STANDING,
            postgresql_where=IS_STANDING,
        ),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    anchor: Mapped[str] = mapped_column(String(16))
    period: Mapped[str] = mapped_column(String(16))
    by_mail: Mapped[bool]
    by_id: Mapped[Reference]
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    contract: Mapped[Contract] = relationship(viewonly=True, foreign_keys="DeadlineReminder.contract_id")


class WatchedMail(Row):
    """One mail that is owed to one person; `occasion` is what it is about, `planned_at` when it was promised.

    `kind` is a `contracts.watching.Mailed`, `fate` is empty until it is told.
    """

    __tablename__ = "watched_mail"
    __table_args__ = (
        UniqueConstraint("organization_id", "kind", "occasion", "user_id"),
        within_organization("user_id", "app_user"),
        Index(None, "organization_id", "planned_at"),
        Index("ix_watched_mail_untold", "id", sqlite_where=IS_UNTOLD, postgresql_where=IS_UNTOLD),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    kind: Mapped[str] = mapped_column(String(32))
    occasion: Mapped[str] = mapped_column(String(80))
    user_id: Mapped[Reference]
    contract_id: Mapped[Reference | None]
    planned_at: Mapped[datetime]
    filed_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    fate: Mapped[str] = mapped_column(String(16), default="", server_default="")

    user: Mapped[User] = relationship(viewonly=True, foreign_keys="WatchedMail.user_id")


class WatchRound(Row):
    """Since when an organisation's deadlines are watched here, and when that was done last."""

    __tablename__ = "watch_round"

    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"), primary_key=True)
    began_at: Mapped[datetime]
    looked_at: Mapped[datetime]


class CalendarFeed(Row):
    """A secret address for a calendar program; `telling` is how much of a contract it names (MK-23)."""

    __tablename__ = "calendar_feed"
    __table_args__ = (within_organization("user_id", "app_user"), Index(None, "user_id"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference]
    digest: Mapped[Digest] = mapped_column(unique=True)
    telling: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
