"""税務調査モード: an account for one fiscal year and until one day, which sees nothing else (NX-07)."""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row
from database.people import Organization, User


def _by(column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organization_id", column], ["app_user.organization_id", "app_user.id"])


class TaxVisit(Row):
    """`visitor` signs in as `login` through the day `until` and sees 取引年月日 `first_day` to `last_day`.

    `kept_as` are `contracts.tax_keeping.KeptAs` between spaces, `confidential` says whether 親展 is shown.
    It is no account of staff: no page of theirs, no permission and no token knows it.
    """

    __tablename__ = "tax_visit"
    __table_args__ = (_by("given_by_id"), _by("revoked_by_id"), UniqueConstraint("organization_id", "id"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    login: Mapped[str] = mapped_column(String(16), unique=True)
    visitor: Mapped[str] = mapped_column(String(200))
    first_day: Mapped[date]
    last_day: Mapped[date]
    kept_as: Mapped[str] = mapped_column(String(60))
    confidential: Mapped[bool]
    until: Mapped[date]
    password_hash: Mapped[str] = mapped_column(String(200))
    failed_logins: Mapped[int]
    locked_until: Mapped[datetime | None]
    given_by_id: Mapped[Reference]
    created_at: Mapped[datetime]
    revoked_by_id: Mapped[Reference | None]
    revoked_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship(
        viewonly=True, primaryjoin="foreign(TaxVisit.organization_id) == Organization.id"
    )
    given_by: Mapped[User] = relationship(viewonly=True, foreign_keys="TaxVisit.given_by_id")


class TaxVisitSession(Row):
    """One sign-in; the cookie's value is known only by its digest."""

    __tablename__ = "tax_visit_session"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "visit_id"], ["tax_visit.organization_id", "tax_visit.id"]),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    visit_id: Mapped[Reference]
    digest: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    visit: Mapped[TaxVisit] = relationship(viewonly=True)
