"""本人からの請求: the request, which hits of a name were meant, and what became of it (LW-39)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import BigKey, Key, PublicId, Reference, Row, within_organization
from database.people import User


class PersonRequest(Row):
    """`kind` is a RequestKind, `standing` a Standing; `mails` are addresses, one a line.

    `answer_by` is a guide. `closed_at` is when it was answered or withdrawn; some years later `mails`,
    `name`, `phone`, `checked_how` and `remarks` are emptied, and `forgotten_at` says so.
    """

    __tablename__ = "person_request"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("registered_by_id", "app_user"),
        within_organization("closed_by_id", "app_user"),
        Index(None, "organization_id", "standing", "answer_by"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[str] = mapped_column(String(16))
    standing: Mapped[str] = mapped_column(String(16))
    mails: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(32))
    received_on: Mapped[date]
    answer_by: Mapped[date]
    checked_how: Mapped[str] = mapped_column(Text)
    remarks: Mapped[str] = mapped_column(Text)
    registered_by_id: Mapped[Reference]
    created_at: Mapped[datetime]
    carried_out_at: Mapped[datetime | None]
    closed_by_id: Mapped[Reference | None]
    closed_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]

    registered_by: Mapped[User] = relationship(viewonly=True, foreign_keys="PersonRequest.registered_by_id")
    closed_by: Mapped[User | None] = relationship(viewonly=True, foreign_keys="PersonRequest.closed_by_id")


class PersonHint(Row):
    """A row that the name or phone of a request hits, ticked by who works on it: it is this person's."""

    __tablename__ = "person_hint"
    __table_args__ = (
        UniqueConstraint("request_id", "place", "row_id"),
        within_organization("request_id", "person_request"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    request_id: Mapped[Reference]
    place: Mapped[str] = mapped_column(String(32))
    row_id: Mapped[int] = mapped_column(BigKey)


class PersonOutcome(Row):
    """What became of one place: `why` is `erased` or a Why, `until` the last day it must be kept.

    `contract` is the public id of the contract for whose sake it is kept, empty where there is none.
    """

    __tablename__ = "person_outcome"
    __table_args__ = (
        UniqueConstraint("request_id", "place", "why", "contract"),
        within_organization("request_id", "person_request"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    request_id: Mapped[Reference]
    place: Mapped[str] = mapped_column(String(32))
    why: Mapped[str] = mapped_column(String(16))
    contract: Mapped[str] = mapped_column(String(36))
    until: Mapped[date | None]
    count: Mapped[int]
    at: Mapped[datetime]
