"""Requests to choose a new password; `secret_id` with the link key gives the token, alone nothing."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.people import User


class PasswordReset(Row):
    """`user_id` None: the address has no account, or has had its share of mails; nobody is written to."""

    __tablename__ = "password_reset"
    __table_args__ = (within_organization("user_id", "app_user"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    user_id: Mapped[Reference | None] = mapped_column(index=True)
    secret_id: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    token_digest: Mapped[Digest] = mapped_column(unique=True)
    asked_from: Mapped[str] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    fate: Mapped[str | None] = mapped_column(String(16))
    mailed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship(viewonly=True)
