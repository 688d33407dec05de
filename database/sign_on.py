"""会社のアカウントでのログイン: an organisation's identity provider, and who is who there (MK-82)."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Key, Reference, Row, within_organization


class SignOnProvider(Row):
    """One for each organisation; `secret` is sealed under organisation, issuer and client id.

    `domains` are mail domains separated by spaces. `tried_at`: when what holds now was tried out.
    """

    __tablename__ = "sign_on_provider"

    id: Mapped[Key]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"), unique=True)
    issuer: Mapped[str] = mapped_column(String(300))
    client: Mapped[str] = mapped_column(String(300))
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    domains: Mapped[str] = mapped_column(Text)
    is_on: Mapped[bool]
    changed_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]


class SignOnLink(Row):
    """Whom an issuer means by a subject: from then on the mail address decides nothing any more."""

    __tablename__ = "sign_on_link"
    __table_args__ = (
        within_organization("user_id", "app_user"),
        UniqueConstraint("organization_id", "issuer", "subject"),
        UniqueConstraint("user_id", "issuer"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference]
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]


def secret_name(organization: str, issuer: str, client: str) -> str:
    """A secret opens only for the provider and the client it was given for."""
    return f"{organization}|{issuer}|{client}"
