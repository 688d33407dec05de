"""What happens to accounts beside signing in: letters about them, and who left and who took over."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.people import User


class AccountLetter(Row):
    """A mail to somebody about their own account; `kind` is a `contracts.accounts.AccountNews`.

    `secret_id` makes the temporary password again, which stands nowhere but in the mail (IM-03). `address`
    is where it goes instead of to the account's own, as to the one that was just replaced; `about` is whom it
    tells of, where that is somebody else.
    """

    __tablename__ = "account_letter"
    __table_args__ = (within_organization("user_id", "app_user"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference]
    kind: Mapped[str] = mapped_column(String(32))
    secret_id: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    address: Mapped[str] = mapped_column(String(320), default="", server_default="")
    by_name: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(String(600), default="", server_default="")
    created_at: Mapped[datetime]
    fate: Mapped[str] = mapped_column(String(16), default="", server_default="")
    told_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(viewonly=True, foreign_keys="AccountLetter.user_id")


class Departure(Row):
    """異動・退職リレー: since `left_at`, what was for this person goes to the successor (NX-09)."""

    __tablename__ = "departure"
    __table_args__ = (
        within_organization("user_id", "app_user"),
        within_organization("successor_id", "app_user"),
        within_organization("by_id", "app_user"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference] = mapped_column(index=True)
    successor_id: Mapped[Reference | None]
    by_id: Mapped[Reference]
    left_at: Mapped[datetime]
    returned_at: Mapped[datetime | None]
