"""Accounts of counterparties: optional, free, only for keeping and finding their papers (GM-23 to GM-27)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.party import Party


class Reader(Row):
    """Somebody outside with an account; it opens only after the address was proved (GM-25)."""

    __tablename__ = "reader"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "mail_key"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    mail: Mapped[str] = mapped_column(String(320))
    mail_key: Mapped[str] = mapped_column(String(320))
    company: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8))
    password_hash: Mapped[str] = mapped_column(String(200))
    failed_logins: Mapped[int]
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class ReaderInvitation(Row):
    """A mail that proves an address: `secret_id` with the link key gives the token (GM-25).

    `purpose` is what was asked for, registration or password. Without a secret the address has had its share
    of mails: nobody is written to. `company` to `password_hash` were typed, and wait to be confirmed.
    """

    __tablename__ = "reader_invitation"
    __table_args__ = (UniqueConstraint("organization_id", "id"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    purpose: Mapped[str] = mapped_column(String(16))
    mail: Mapped[str] = mapped_column(String(320))
    mail_key: Mapped[str] = mapped_column(String(320), index=True)
    language: Mapped[str] = mapped_column(String(8))
    company: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    secret_id: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    token_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    remote: Mapped[str] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    fate: Mapped[str | None] = mapped_column(String(16))
    mailed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class ReaderSession(Row):
    """A visit of a reader, in a table of its own kind: no session of staff or of a party is one (T20)."""

    __tablename__ = "reader_session"
    __table_args__ = (within_organization("reader_id", "reader"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    reader_id: Mapped[Reference]
    digest: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ReaderClaim(Row):
    """保管 was pressed on a party's page, all factors passed: the account of its address keeps it (GM-40)."""

    __tablename__ = "reader_claim"
    __table_args__ = (UniqueConstraint("party_id"), within_organization("party_id", "party"))

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    claimed_at: Mapped[datetime]


class ReaderPaper(Row):
    """A concluded contract that a reader keeps, with notes of the reader's own (GM-24).

    Nobody else sees the notes. `amount` is in yen, `agreed_on` 契約日, `ends_on` 契約満了日.
    """

    __tablename__ = "reader_paper"
    __table_args__ = (
        UniqueConstraint("reader_id", "party_id"),
        within_organization("reader_id", "reader"),
        within_organization("party_id", "party"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    reader_id: Mapped[Reference]
    party_id: Mapped[Reference]
    agreed_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime]

    party: Mapped[Party] = relationship(viewonly=True)
