"""社外共有: a link to one version for somebody outside, and what is written beside it (MK-41, IM-57)."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.contract import Contract
from database.document import DocumentVersion
from database.people import User


class VersionShare(Row):
    """`code_tries` is counted up before a code is compared; `display_name` is who we are to the outside."""

    __tablename__ = "version_share"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("contract_id", "contract"),
        within_organization("version_id", "document_version"),
        within_organization("created_by_id", "app_user"),
        Index(None, "contract_id"),
        Index(None, "created_by_id"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    version_id: Mapped[Reference]
    created_by_id: Mapped[Reference]
    display_name: Mapped[str] = mapped_column(String(200))
    recipient: Mapped[str] = mapped_column(String(200))
    mail: Mapped[str] = mapped_column(String(320))
    message: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    secret_id: Mapped[bytes] = mapped_column(LargeBinary(32))
    token_digest: Mapped[Digest] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(String(200))
    code_tries: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    fate: Mapped[str] = mapped_column(String(16), default="", server_default="")
    told_at: Mapped[datetime | None]

    contract: Mapped[Contract] = relationship(viewonly=True, foreign_keys="VersionShare.contract_id")
    version: Mapped[DocumentVersion] = relationship(viewonly=True, foreign_keys="VersionShare.version_id")
    created_by: Mapped[User] = relationship(viewonly=True, foreign_keys="VersionShare.created_by_id")


class ShareSession(Row):
    """A browser in which the access code was passed; the cookie's value is known only by its digest."""

    __tablename__ = "share_session"
    __table_args__ = (within_organization("share_id", "version_share"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    share_id: Mapped[Reference] = mapped_column(index=True)
    digest: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class ExternalComment(Row):
    """What was written beside a shared version, to be read on both sides.

    `user_id` is who of ours wrote; None: the reader outside, as `author`. `kind` is comment or agreed.
    """

    __tablename__ = "external_comment"
    __table_args__ = (
        within_organization("share_id", "version_share"),
        within_organization("user_id", "app_user"),
        Index(None, "organization_id", "at"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    share_id: Mapped[Reference] = mapped_column(index=True)
    user_id: Mapped[Reference | None]
    author: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    fate: Mapped[str] = mapped_column(String(16), default="", server_default="")
    told_at: Mapped[datetime | None]

    share: Mapped[VersionShare] = relationship(viewonly=True, foreign_keys="ExternalComment.share_id")
