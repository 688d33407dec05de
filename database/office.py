"""What an organisation sets for itself: preferences, its own texts, its address book."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization


class Preference(Row):
    """One setting as text; `contracts.preferences` says what it means and what holds while it is not set."""

    __tablename__ = "preference"
    __table_args__ = (
        UniqueConstraint("organization_id", "name"),
        within_organization("changed_by_id", "app_user"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    name: Mapped[str] = mapped_column(String(64))
    value: Mapped[str] = mapped_column(Text)
    changed_by_id: Mapped[Reference]
    changed_at: Mapped[datetime]


class OrganizationText(Row):
    """A text of the organisation in one language and version: guide, FAQ, notices (AD-18, CL-51).

    An empty `body` stands for the default; no version is ever changed.
    """

    __tablename__ = "organization_text"
    __table_args__ = (
        UniqueConstraint("organization_id", "name", "language", "version"),
        within_organization("changed_by_id", "app_user"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    name: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    version: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    changed_by_id: Mapped[Reference]
    changed_at: Mapped[datetime]


class OrganizationLogo(Row):
    """The logo that the guide shows, version by version; without a file it was taken away (AD-18)."""

    __tablename__ = "organization_logo"
    __table_args__ = (
        UniqueConstraint("organization_id", "version"),
        within_organization("file_id", "stored_file"),
        within_organization("changed_by_id", "app_user"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    version: Mapped[int]
    file_id: Mapped[Reference | None]
    changed_by_id: Mapped[Reference]
    changed_at: Mapped[datetime]


class AddressEntry(Row):
    """電子契約用メールアドレス届出: who may conclude, by which address and filed code (GM-05 to GM-07).

    What was filed is never changed. `state` is an EntryState, the outcome of the decisions; `code_hash` is
    hashed as a party's code is: it can be filled in, nobody can read it. `secret_id` makes the mail's link.
    """

    __tablename__ = "address_entry"
    __table_args__ = (UniqueConstraint("organization_id", "id"), Index(None, "remote", "filed_at"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    company: Mapped[str] = mapped_column(String(200))
    company_key: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    mail: Mapped[str] = mapped_column(String(320))
    mail_key: Mapped[str] = mapped_column(String(320), index=True)
    previous_mail: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(8))
    code_hash: Mapped[str] = mapped_column(String(200))
    declaration: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    remote: Mapped[str] = mapped_column(String(64))
    secret_id: Mapped[bytes] = mapped_column(LargeBinary(32))
    token_digest: Mapped[Digest] = mapped_column(unique=True)
    filed_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    expires_on: Mapped[date | None]


class AddressDecision(Row):
    """Append-only: who approved, rejected, replaced or expired an entry, when and why (AD-19).

    `successor` is the public id of the entry that took the place of a replaced one.
    """

    __tablename__ = "address_decision"
    __table_args__ = (
        within_organization("address_entry_id", "address_entry"),
        within_organization("decided_by_id", "app_user"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    address_entry_id: Mapped[Reference] = mapped_column(index=True)
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    expires_on: Mapped[date | None]
    successor: Mapped[str] = mapped_column(String(36))
    decided_by_id: Mapped[Reference]
    at: Mapped[datetime]

    entry: Mapped[AddressEntry] = relationship(viewonly=True, foreign_keys=[address_entry_id])


class AddressInvitation(Row):
    """Somebody who was asked by mail to file an address (GM-05)."""

    __tablename__ = "address_invitation"
    __table_args__ = (within_organization("invited_by_id", "app_user"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    company: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    mail: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(8))
    invited_by_id: Mapped[Reference]
    created_at: Mapped[datetime]
