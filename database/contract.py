"""The case, its type and its parties."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, false, text, true
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
    edelivery: Mapped[str] = mapped_column(String(32), default="", server_default="")


class Contract(Row):
    """`amount` is in minor units of `currency`; `amount_state` is unknown, none or stated (UX-13).

    `comment` goes with the request mail (IM-51), `guarantee_limit` is 極度額 in yen (AD-15), `claim_domains`
    are the mail domains, separated by spaces, that may use a 締結用URL or be handed over to (CL-54).
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
    comment: Mapped[str] = mapped_column(Text, default="", server_default="")
    guarantee_limit: Mapped[int | None] = mapped_column(BigInteger)
    agreed_on: Mapped[date | None]
    claim_domains: Mapped[str] = mapped_column(String(1000), default="", server_default="")
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
    """当事者; `ordering` is 署名順, `code_tries` is counted up before a code is compared (T15).

    `phone` are digits alone (IM-33). `company` to `language` are of whoever holds the place now: of the
    `PartyHolder` `holder`, since `held_since`, or as the sender typed them while it is empty. `seal_methods`
    are `contracts.sealing_ways` separated by spaces.
    """

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
    phone: Mapped[str] = mapped_column(String(16), default="", server_default="")
    phone_obtained_on: Mapped[date | None]
    claimable: Mapped[bool] = mapped_column(default=False, server_default=false())
    may_hand_over: Mapped[bool] = mapped_column(default=False, server_default=false())
    profile: Mapped[str] = mapped_column(String(4), default="", server_default="")
    declares: Mapped[bool] = mapped_column(default=False, server_default=false())
    names_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    registration: Mapped[str] = mapped_column(String(64), default="", server_default="")
    as_proxy: Mapped[bool] = mapped_column(default=False, server_default=false())
    seal_methods: Mapped[str] = mapped_column(String(64), default="generated", server_default="generated")
    holder: Mapped[str] = mapped_column(String(36), default="", server_default="")
    held_since: Mapped[datetime | None]

    contract: Mapped[Contract] = relationship(viewonly=True)
    required_documents: Mapped[list["RequiredDocument"]] = relationship(
        viewonly=True, order_by="RequiredDocument.position"
    )
    fields: Mapped[list["PartyField"]] = relationship(viewonly=True, order_by="PartyField.position")


class RequiredDocument(Row):
    """必要書類 asked of one party (CS-20); `note` is the item text, `is_identity` 本人確認書類 (LW-38)."""

    __tablename__ = "required_document"
    __table_args__ = (UniqueConstraint("organization_id", "id"), within_organization("party_id", "party"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    required: Mapped[bool] = mapped_column(default=True, server_default=true())
    is_identity: Mapped[bool] = mapped_column(default=False, server_default=false())


class PartyField(Row):
    """フリーテキスト or チェックボックス that a party fills in (CL-13).

    Placed, `page` counts from 1 and the box is in PDF points from the lower left; not placed, the value
    stands in 署名欄. `maps_to` names the metadata it proposes (AD-20).
    """

    __tablename__ = "party_field"
    __table_args__ = (UniqueConstraint("organization_id", "id"), within_organization("party_id", "party"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(String(200))
    required: Mapped[bool]
    maps_to: Mapped[str] = mapped_column(String(32), default="", server_default="")
    document: Mapped[int] = mapped_column(default=1, server_default="1")
    page: Mapped[int | None]
    x: Mapped[float | None]
    y: Mapped[float | None]
    width: Mapped[float | None]
    height: Mapped[float | None]
