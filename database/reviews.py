"""契約審査依頼: who asks whom about what, the thread, and its files (MK-43, MK-45)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.contract import Contract
from database.document import StoredFile
from database.people import User


class ReviewNumber(Row):
    """The last number given in a year, never used again."""

    __tablename__ = "review_number"

    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class ReviewRequest(Row):
    """`kind` is a `contracts.reviewing.ReviewKind`, `state` a ReviewState; `contract_id` what came of it."""

    __tablename__ = "review_request"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "number"),
        within_organization("requester_id", "app_user"),
        within_organization("assignee_id", "app_user"),
        within_organization("contract_id", "contract"),
        Index(None, "organization_id", "state", "changed_at"),
        Index(None, "contract_id"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    number: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(32))
    body: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(16))
    requester_id: Mapped[Reference]
    assignee_id: Mapped[Reference | None]
    contract_id: Mapped[Reference | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    fate: Mapped[str] = mapped_column(String(16), default="", server_default="")
    told_at: Mapped[datetime | None]

    requester: Mapped[User] = relationship(viewonly=True, foreign_keys="ReviewRequest.requester_id")
    assignee: Mapped[User | None] = relationship(viewonly=True, foreign_keys="ReviewRequest.assignee_id")
    contract: Mapped[Contract | None] = relationship(viewonly=True, foreign_keys="ReviewRequest.contract_id")
    people: Mapped[list["ReviewPerson"]] = relationship(viewonly=True, order_by="ReviewPerson.id")
    messages: Mapped[list["ReviewMessage"]] = relationship(viewonly=True, order_by="ReviewMessage.id")
    files: Mapped[list["ReviewFile"]] = relationship(viewonly=True, order_by="ReviewFile.id")


class ReviewPerson(Row):
    """案件関係者: reads along and is written to."""

    __tablename__ = "review_person"
    __table_args__ = (
        UniqueConstraint("review_id", "user_id"),
        within_organization("review_id", "review_request"),
        within_organization("user_id", "app_user"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    review_id: Mapped[Reference]
    user_id: Mapped[Reference] = mapped_column(index=True)

    user: Mapped[User] = relationship(viewonly=True, foreign_keys="ReviewPerson.user_id")


class ReviewMessage(Row):
    """A line of the thread; `state` is what the request was set to with it, or empty."""

    __tablename__ = "review_message"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("review_id", "review_request"),
        within_organization("user_id", "app_user"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    review_id: Mapped[Reference] = mapped_column(index=True)
    user_id: Mapped[Reference]
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    fate: Mapped[str] = mapped_column(String(16), default="", server_default="")
    told_at: Mapped[datetime | None]

    review: Mapped[ReviewRequest] = relationship(viewonly=True, foreign_keys="ReviewMessage.review_id")
    user: Mapped[User] = relationship(viewonly=True, foreign_keys="ReviewMessage.user_id")


class ReviewFile(Row):
    """A file of the request, or of the line of the thread that brought it."""

    __tablename__ = "review_file"
    __table_args__ = (
        within_organization("review_id", "review_request"),
        within_organization("message_id", "review_message"),
        within_organization("file_id", "stored_file"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    review_id: Mapped[Reference] = mapped_column(index=True)
    message_id: Mapped[Reference | None]
    file_id: Mapped[Reference]
    filename: Mapped[str] = mapped_column(String(200))

    file: Mapped[StoredFile] = relationship(viewonly=True, foreign_keys="ReviewFile.file_id")
