"""What came by mail or Slack: the original beside the line of the thread it became (MK-44)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.document import StoredFile
from database.people import User
from database.reviews import ReviewRequest


class ReviewIntake(Row):
    """`way` is mail or slack; without `message_id` it opened the request.

    `file_fault` says why its files are not there; `source_key` is taken once; `mail_id` is the digest of its
    Message-ID, by which answers find it.
    """

    __tablename__ = "review_intake"
    __table_args__ = (
        UniqueConstraint("organization_id", "source_key"),
        within_organization("review_id", "review_request"),
        within_organization("message_id", "review_message"),
        within_organization("user_id", "app_user"),
        within_organization("file_id", "stored_file"),
        Index(None, "organization_id", "mail_id"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    review_id: Mapped[Reference] = mapped_column(index=True)
    message_id: Mapped[Reference | None]
    user_id: Mapped[Reference]
    way: Mapped[str] = mapped_column(String(8))
    source_key: Mapped[Digest]
    mail_id: Mapped[Digest]
    is_verified: Mapped[bool]
    proof: Mapped[str] = mapped_column(Text)
    quoted: Mapped[str] = mapped_column(Text)
    file_fault: Mapped[str] = mapped_column(String(32))
    file_id: Mapped[Reference | None]
    at: Mapped[datetime]

    review: Mapped[ReviewRequest] = relationship(viewonly=True, foreign_keys="ReviewIntake.review_id")
    file: Mapped[StoredFile | None] = relationship(viewonly=True, foreign_keys="ReviewIntake.file_id")


class SlackMember(Row):
    """Whose Slack account it is: who typed there the code that the person was shown in their own settings."""

    __tablename__ = "slack_member"
    __table_args__ = (within_organization("user_id", "app_user"),)

    user_id: Mapped[Reference] = mapped_column(primary_key=True, autoincrement=False)
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    member_id: Mapped[str] = mapped_column(String(32), unique=True)
    at: Mapped[datetime]

    user: Mapped[User] = relationship(viewonly=True, foreign_keys="SlackMember.user_id")
