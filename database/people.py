"""The organisation, its people, their sessions and API tokens."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Digest, Key, PublicId, Reference, Row, within_organization


class Installation(Row):
    """One row: the epoch that a restore raises, and the check value of the master key."""

    __tablename__ = "installation"

    id: Mapped[Key]
    epoch: Mapped[int]
    key_check: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]


class Organization(Row):
    __tablename__ = "organization"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]


class User(Row):
    """A member of staff; `mail_key` is the normalised address, unique over the installation."""

    __tablename__ = "app_user"
    __table_args__ = (UniqueConstraint("organization_id", "id"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    mail: Mapped[str] = mapped_column(String(320))
    mail_key: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(8), default="ja", server_default="ja")
    phone: Mapped[str] = mapped_column(String(32), default="", server_default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool]
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class ApiToken(Row):
    __tablename__ = "api_token"
    __table_args__ = (within_organization("user_id", "app_user"),)

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference]
    digest: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class StaffSession(Row):
    __tablename__ = "staff_session"
    __table_args__ = (within_organization("user_id", "app_user"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference]
    digest: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    came_by: Mapped[str] = mapped_column(String(8), default="", server_default="")


class PartySession(Row):
    """A counterparty's visit through one link; what was passed is kept for the evidence."""

    __tablename__ = "party_session"
    __table_args__ = (within_organization("link_id", "party_link"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    link_id: Mapped[Reference]
    digest: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    code_passed_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
