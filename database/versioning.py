"""What people did with a version: opened it, and vouched for it (MK-38)."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.people import User


class VersionView(Row):
    """The first and the last time a member of staff opened a version."""

    __tablename__ = "version_view"
    __table_args__ = (
        UniqueConstraint("version_id", "user_id"),
        within_organization("version_id", "document_version"),
        within_organization("user_id", "app_user"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    version_id: Mapped[Reference]
    user_id: Mapped[Reference]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]

    user: Mapped[User] = relationship(viewonly=True)


class VersionMark(Row):
    """確認済み: one person's own word on one version; only that person takes it back."""

    __tablename__ = "version_mark"
    __table_args__ = (
        within_organization("version_id", "document_version"),
        within_organization("user_id", "app_user"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    version_id: Mapped[Reference] = mapped_column(index=True)
    user_id: Mapped[Reference]
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(viewonly=True)
