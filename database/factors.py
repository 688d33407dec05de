"""What somebody proves to be a party with: codes sent once, second factors kept, and what was passed when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Digest, Key, PublicId, Reference, Row, within_organization


class OneTimeCode(Row):
    """A code of six digits by mail or SMS, salted and hashed, for one browser and one purpose (T16).

    `address_key` is the folded address it went to, `remote` the IP address that asked (T17).
    """

    __tablename__ = "one_time_code"
    __table_args__ = (
        within_organization("party_id", "party"),
        Index(None, "address_key", "created_at"),
        Index(None, "remote", "created_at"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    purpose: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(8))
    address_key: Mapped[str] = mapped_column(String(320))
    remote: Mapped[str] = mapped_column(String(64))
    browser: Mapped[Digest]
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    digest: Mapped[Digest]
    secret_id: Mapped[bytes] = mapped_column(LargeBinary(32))
    facts: Mapped[str] = mapped_column(String(2000))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SecondFactor(Row):
    """A TOTP secret (encrypted) or a passkey of a person, known by the folded mail address."""

    __tablename__ = "second_factor"
    __table_args__ = (UniqueConstraint("organization_id", "credential_id"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    mail_key: Mapped[str] = mapped_column(String(320), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    credential_id: Mapped[str] = mapped_column(String(400))
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    counter: Mapped[int]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class PassedFactor(Row):
    """A factor that a party's session has passed; `is_new` when it was registered in this very session."""

    __tablename__ = "passed_factor"
    __table_args__ = (UniqueConstraint("session_id", "factor"),)

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    session_id: Mapped[Reference] = mapped_column(ForeignKey("party_session.id"))
    factor: Mapped[str] = mapped_column(String(16))
    passed_at: Mapped[datetime]
    is_new: Mapped[bool]
