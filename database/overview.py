"""横断閲覧: whom of another organisation an organisation lets look at its contracts (MK-81)."""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.people import Organization, User

STANDS = text("revoked_at IS NULL")


class OverviewGrant(Row):
    """`organization_id` lets `reader_id` of `reader_organization_id` look, through the day `until`.

    A person has one standing grant of an organisation; what was given before is revoked by the next.
    """

    __tablename__ = "overview_grant"
    __table_args__ = (
        within_organization("granted_by_id", "app_user"),
        within_organization("revoked_by_id", "app_user"),
        ForeignKeyConstraint(
            ["reader_organization_id", "reader_id"], ["app_user.organization_id", "app_user.id"]
        ),
        Index(
            "uq_overview_grant_standing",
            "organization_id",
            "reader_id",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
        Index(None, "reader_id"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    reader_organization_id: Mapped[Reference]
    reader_id: Mapped[Reference]
    takes_files: Mapped[bool]
    until: Mapped[date | None]
    granted_by_id: Mapped[Reference]
    granted_at: Mapped[datetime]
    revoked_by_id: Mapped[Reference | None]
    revoked_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship(
        viewonly=True,
        primaryjoin="foreign(OverviewGrant.organization_id) == Organization.id",
    )
    reader_organization: Mapped[Organization] = relationship(
        viewonly=True,
        primaryjoin="foreign(OverviewGrant.reader_organization_id) == Organization.id",
    )
    reader: Mapped[User] = relationship(viewonly=True, foreign_keys="OverviewGrant.reader_id")
    granted_by: Mapped[User] = relationship(viewonly=True, foreign_keys="OverviewGrant.granted_by_id")
