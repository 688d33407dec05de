"""社内コメント on a version; what people outside write stands in a table of its own (MK-40)."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.document import DocumentVersion
from database.people import User


class InternalComment(Row):
    """Read by staff who may see the contract, by nobody else ever."""

    __tablename__ = "internal_comment"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("contract_id", "contract"),
        within_organization("version_id", "document_version"),
        within_organization("user_id", "app_user"),
        Index(None, "contract_id", "at"),
        Index(None, "organization_id", "at"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    version_id: Mapped[Reference]
    user_id: Mapped[Reference]
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    version: Mapped[DocumentVersion] = relationship(viewonly=True, foreign_keys="InternalComment.version_id")
    user: Mapped[User] = relationship(viewonly=True, foreign_keys="InternalComment.user_id")
    mentions: Mapped[list["CommentMention"]] = relationship(viewonly=True, order_by="CommentMention.id")


class CommentMention(Row):
    """Somebody whom a comment calls and who may see its contract; `told_at` once the letter is out."""

    __tablename__ = "comment_mention"
    __table_args__ = (
        UniqueConstraint("comment_id", "user_id"),
        within_organization("comment_id", "internal_comment"),
        within_organization("user_id", "app_user"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    comment_id: Mapped[Reference]
    user_id: Mapped[Reference]
    fate: Mapped[str] = mapped_column(String(16), default="", server_default="")
    told_at: Mapped[datetime | None]

    comment: Mapped[InternalComment] = relationship(viewonly=True, foreign_keys="CommentMention.comment_id")
    user: Mapped[User] = relationship(viewonly=True, foreign_keys="CommentMention.user_id")
