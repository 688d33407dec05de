"""活動のまとめ: who wants the daily mail, and what each mail was about (MK-42)."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.people import User


class DigestSubscription(Row):
    """`told_until` is where the next mail begins."""

    __tablename__ = "digest_subscription"
    __table_args__ = (UniqueConstraint("user_id"), within_organization("user_id", "app_user"))

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference]
    told_until: Mapped[datetime]

    user: Mapped[User] = relationship(viewonly=True, foreign_keys="DigestSubscription.user_id")


class ActivityDigest(Row):
    """One mail to one person: what happened from `since` to `until`, as they may see it when it is sent."""

    __tablename__ = "activity_digest"
    __table_args__ = (UniqueConstraint("user_id", "since"), within_organization("user_id", "app_user"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference]
    since: Mapped[datetime]
    until: Mapped[datetime]
    fate: Mapped[str] = mapped_column(String(16), default="", server_default="")
    told_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(viewonly=True, foreign_keys="ActivityDigest.user_id")
