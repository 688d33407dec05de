"""A company that may send nothing and whose links are dead, until it is resumed (threats.md T53)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from database.base import Key, Reference, Row


class Suspension(Row):
    """One time of being suspended, by the installation's own administrators; open until `ended_at`."""

    __tablename__ = "suspension"
    __table_args__ = (Index(None, "organization_id", "ended_at"),)

    id: Mapped[Key]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    reason: Mapped[str] = mapped_column(String(300))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


def standing_suspension(session: Session, organization_id: int) -> Suspension | None:
    query = select(Suspension).where(
        Suspension.organization_id == organization_id, Suspension.ended_at.is_(None)
    )
    return session.scalars(query).first()
