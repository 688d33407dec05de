"""Links to parties, and mails with their fate."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.contract import Party


class PartyLink(Row):
    """One link per round, party and purpose; `secret_id` with the link key gives the token, alone nothing."""

    __tablename__ = "party_link"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("party_id", "round", "purpose", "issue"),
        within_organization("party_id", "party"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    round: Mapped[int]
    purpose: Mapped[str] = mapped_column(String(16))
    issue: Mapped[int]
    secret_id: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    token_digest: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    party: Mapped[Party] = relationship(viewonly=True)


class Delivery(Row):
    """One mail; at least once, with a stable Message-ID (I7)."""

    __tablename__ = "delivery"
    __table_args__ = (within_organization("contract_id", "contract"),)

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    party: Mapped[str] = mapped_column(String(36))
    template: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    fate: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
