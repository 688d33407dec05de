"""Links to parties, and mails and SMS with their fate."""

from datetime import date, datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.party import Party


class PartyLink(Row):
    """One link per round, party and purpose; `secret_id` with the link key gives the token, alone nothing.

    `short_digest` is of the token of 128 bits that an SMS carries, once one has been sent.
    """

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
    short_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    party: Mapped[Party] = relationship(viewonly=True)


class Delivery(Row):
    """One mail or SMS to `address`; at least once, with a stable Message-ID (I7).

    `reason` says why it is undelivered, `changed_on` when a stopped number went to another owner (IM-36).
    `arrived_at` and `delayed_at` are what the service reported later, if it reports (MK-73).
    """

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
    channel: Mapped[str] = mapped_column(String(8), default="mail", server_default="mail")
    address: Mapped[str] = mapped_column(String(320), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(32), default="", server_default="")
    changed_on: Mapped[date | None]
    arrived_at: Mapped[datetime | None]
    delayed_at: Mapped[datetime | None]
