"""定型文: words that are put into a hint or a comment with one press (IM-41)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Key, PublicId, Reference, Row, within_organization


class Snippet(Row):
    """`owner_id` empty: shared by everybody. `place` is a `contracts.snippets.Place`."""

    __tablename__ = "snippet"
    __table_args__ = (
        within_organization("owner_id", "app_user"),
        Index(None, "organization_id", "place"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    owner_id: Mapped[Reference | None]
    place: Mapped[str] = mapped_column(String(16))
    body: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
