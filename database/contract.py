"""The case, its type and its parties."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.people import Organization, User

IS_WAITING = text("indexed_rev < rev")
"""Changed since it was indexed."""


class ContractType(Row):
    """契約種別: data, not code (IM-19, CF-14)."""

    __tablename__ = "contract_type"
    __table_args__ = (UniqueConstraint("organization_id", "id"), UniqueConstraint("organization_id", "code"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    code: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    needs_approval: Mapped[bool]


class Contract(Row):
    """`amount` is in minor units of `currency`; `amount_state` is unknown, none or stated (UX-13).

    `search_text` and `search_counterparties` are folded (`search_version` says by which rules) and found by
    substring; `search_tokens` are their bigrams, on PostgreSQL alone.
    """

    __tablename__ = "contract"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "number"),
        within_organization("type_id", "contract_type"),
        within_organization("owner_id", "app_user"),
        Index(None, "organization_id", "stage", "changed_at"),
        Index(None, "organization_id", "changed_at"),
        Index(None, "organization_id", "ends_on"),
        Index(None, "organization_id", "life"),
        Index("ix_contract_waiting", "id", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    type_id: Mapped[Reference | None]
    owner_id: Mapped[Reference]
    number: Mapped[str | None] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(300))
    standing: Mapped[str] = mapped_column(String(32))
    memo: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    amount_state: Mapped[str] = mapped_column(String(16))
    stage: Mapped[str] = mapped_column(String(32))
    round: Mapped[int]
    sent_digest: Mapped[str] = mapped_column(String(64))
    due: Mapped[datetime | None]
    epoch: Mapped[int]
    sequence: Mapped[int]
    head: Mapped[Digest]
    rev: Mapped[int]
    indexed_rev: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    concluded_at: Mapped[datetime | None]
    frozen_at: Mapped[datetime | None]
    life: Mapped[str] = mapped_column(String(16), default="unknown", server_default="unknown")
    expiry_alerted_at: Mapped[datetime | None]
    search_text: Mapped[str] = mapped_column(Text, default="", server_default="", deferred=True)
    search_counterparties: Mapped[str] = mapped_column(Text, default="", server_default="", deferred=True)
    search_version: Mapped[int] = mapped_column(default=0, server_default="0")
    search_tokens: Mapped[str | None] = mapped_column(
        TSVECTOR().with_variant(Text(), "sqlite"), deferred=True
    )

    organization: Mapped[Organization] = relationship(viewonly=True)
    type: Mapped[ContractType | None] = relationship(viewonly=True)
    owner: Mapped[User] = relationship(viewonly=True)
    parties: Mapped[list["Party"]] = relationship(viewonly=True, order_by="Party.position")


class ContractNumber(Row):
    """The last number given in a year: taken at submission, never used again (MK-10)."""

    __tablename__ = "contract_number"

    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Party(Row):
    """当事者; `ordering` is 署名順, `code_tries` is counted up before a code is compared (T15)."""

    __tablename__ = "party"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("contract_id", "contract"),
        Index(None, "contract_id"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    position: Mapped[int]
    ordering: Mapped[int]
    role: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(32))
    company: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    mail: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(8), default="ja", server_default="ja")
    own: Mapped[bool]
    signs: Mapped[bool]
    imprint: Mapped[bool]
    access_code_hash: Mapped[str] = mapped_column(String(200))
    access_code_hint: Mapped[str] = mapped_column(Text)
    code_tries: Mapped[int]
    progress: Mapped[str] = mapped_column(String(32))
    undelivered_at: Mapped[datetime | None]

    contract: Mapped[Contract] = relationship(viewonly=True)
    required_documents: Mapped[list["RequiredDocument"]] = relationship(
        viewonly=True, order_by="RequiredDocument.position"
    )


class RequiredDocument(Row):
    """必要書類 asked of one party (CS-20)."""

    __tablename__ = "required_document"
    __table_args__ = (UniqueConstraint("organization_id", "id"), within_organization("party_id", "party"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
