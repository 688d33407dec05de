"""What became of a typed value that was proposed as metadata of its contract (AD-20)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.people import User


class ProposalAnswer(Row):
    """反映する or 反映しない, append-only: `value` is what was proposed, `before` what the contract said.

    `form` and `field` are the public ids of the frozen form and of the field in it, `party` of who typed it.
    """

    __tablename__ = "proposal_answer"
    __table_args__ = (UniqueConstraint("form", "field"), within_organization("contract_id", "contract"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    party: Mapped[str] = mapped_column(String(36))
    form: Mapped[str] = mapped_column(String(36))
    field: Mapped[str] = mapped_column(String(36))
    maps_to: Mapped[str] = mapped_column(String(32))
    before: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    adopted: Mapped[bool]
    answered_by_id: Mapped[Reference] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]

    answered_by: Mapped[User] = relationship(viewonly=True)
