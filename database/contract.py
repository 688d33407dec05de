"""The case, its type and its parties."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, false, text, true
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.people import Organization, User

IS_WAITING = text("indexed_rev < rev")
"""Changed since it was indexed."""
IS_SECRET, IS_OURS = text("confidential IS true"), text("own IS true")
IS_SECRET_HERE, IS_OURS_HERE = text("confidential IS 1"), text("own IS 1")
"""As the queries spell it on SQLite; a partial index is used for the same words alone."""
IS_RETURNED = text("undelivered_at IS NOT NULL")
HAS_TRIED, IS_ALERTED = text("code_tries > 0"), text("expiry_alerted_at IS NOT NULL")
IS_ASKED_BACK = text("returned_how = 'asked_back'")
LISTED = (
    *("organization_id", "stage", "changed_at", "sequence", "owner_id", "confidential", "folder_id"),
    *("own_access", "type_id", "life", "expiry_alerted_at", "asked_at", "ends_on", "submitted_at", "due"),
    *("concluded_at", "amount", "number", "title", "id"),
)
"""All that lists are narrowed, counted and sorted by: they read this index and not the wide rows."""


class ContractType(Row):
    """契約種別: data, not code (IM-19, CF-14).

    `preset` is a `contracts.type_preset.TypePreset` as `contracts.preset_spelling` spells it. A hidden type
    is not offered any more; contracts keep it.
    """

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
    preset: Mapped[str] = mapped_column(Text, default="", server_default="")
    hidden_at: Mapped[datetime | None]


class Contract(Row):
    """`amount` is in minor units of `currency`; `amount_state` is unknown, none or stated (UX-13).

    `amount_tax` is included or excluded, `draft_revision` counts the saves of a draft and
    `draft_page` names the page that saved it last.
    `comment` goes with the request mail (IM-51), `guarantee_limit` is 極度額 in yen (AD-15), `claim_domains`
    are the mail domains, separated by spaces, that may use a 締結用URL or be handed over to (CL-54).
    `folder_id` is of a folder of the same organisation (SQLite cannot add the key that says so),
    `confidential` is 親展 (MK-79), with `own_access` the folder lets nobody in (MK-80).
    `submitted_at` is 送信日: when the first request went out, None before; of a draft, since when it is
    being sent.
    `last_day` is the overall deadline (MK-56), `link_days` the period instead of the organisation's,
    `reminders` to `keeps_hours` how is reminded, each None while the organisation decides; `reminder_at` is
    the next one.
    `asked_at` is when a party was last asked to sign.
    `custom_values` are `contracts.custom_values` of its 契約種別's own items; `open_ended`: its
    document says 期間の定めなし, where without `ends_on` nobody entered a day (AD-14).
    `kept_as` is 保存区分 (`contracts.tax_keeping.KeptAs`, AD-21).
    `search_text` and `search_counterparties` are folded (`search_version` says by which rules) and found by
    substring; `search_tokens` are their bigrams, on PostgreSQL alone.
    """

    __tablename__ = "contract"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "number"),
        within_organization("type_id", "contract_type"),
        within_organization("owner_id", "app_user"),
        Index("ix_contract_listed", *LISTED),
        Index(None, "organization_id", "changed_at"),
        Index(None, "organization_id", "ends_on"),
        Index(None, "organization_id", "life"),
        Index(None, "organization_id", "folder_id", "changed_at"),
        Index(None, "owner_id"),
        Index(None, "organization_id", "owner_id", "changed_at"),
        Index(None, "organization_id", "type_id", "changed_at"),
        *(
            Index(None, "organization_id", one)
            for one in ("submitted_at", "concluded_at", "due", "title", "amount")
        ),
        Index(
            "ix_contract_alerted",
            *("organization_id", "life", "ends_on"),
            sqlite_where=IS_ALERTED,
            postgresql_where=IS_ALERTED,
        ),
        Index("ix_contract_confidential", "id", sqlite_where=IS_SECRET_HERE, postgresql_where=IS_SECRET),
        Index("ix_contract_waiting", "id", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
        Index(
            "ix_contract_asked_back",
            "organization_id",
            sqlite_where=IS_ASKED_BACK,
            postgresql_where=IS_ASKED_BACK,
        ),
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
    amount_tax: Mapped[str] = mapped_column(String(16), default="included", server_default="included")
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
    asked_at: Mapped[datetime | None]
    frozen_at: Mapped[datetime | None]
    life: Mapped[str] = mapped_column(String(16), default="unknown", server_default="unknown")
    expiry_alerted_at: Mapped[datetime | None]
    comment: Mapped[str] = mapped_column(Text, default="", server_default="")
    guarantee_limit: Mapped[int | None] = mapped_column(BigInteger)
    last_day: Mapped[date | None]
    link_days: Mapped[int | None]
    reminders: Mapped[str | None] = mapped_column(String(16))
    remind_at: Mapped[str | None] = mapped_column(String(5))
    keeps_hours: Mapped[bool | None]
    reminder_at: Mapped[datetime | None]
    agreed_on: Mapped[date | None]
    claim_domains: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    draft_revision: Mapped[int] = mapped_column(default=0, server_default="0")
    draft_page: Mapped[str] = mapped_column(String(32), default="", server_default="")
    confirms: Mapped[bool] = mapped_column(default=False, server_default=false())
    folder_id: Mapped[Reference | None]
    confidential: Mapped[bool] = mapped_column(default=False, server_default=false())
    own_access: Mapped[bool] = mapped_column(default=False, server_default=false())
    returned_how: Mapped[str] = mapped_column(String(16), default="", server_default="")
    custom_values: Mapped[str] = mapped_column(Text, default="", server_default="")
    open_ended: Mapped[bool] = mapped_column(default=False, server_default=false())
    kept_as: Mapped[str] = mapped_column(String(16), default="electronic", server_default="electronic")
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
    """当事者; `answer_by` is the day the sender gave it, `due` until when it may answer, if days were given.

    `ordering` is 署名順, `code_tries` is counted up before a code is compared (T15).
    `phone` are digits alone (IM-33). `company` to `language` are of whoever holds the place now: of the
    `PartyHolder` `holder`, since `held_since`, or as the sender typed them while it is empty. `seal_methods`
    are `contracts.sealing_ways` separated by spaces. `designation` is 甲, 乙, … (UX-15), `corporate_number`,
    `postal_code` are digits alone, `invoice_number` T and digits (UX-09, UX-10, UX-12). `document_ways` are
    those of the draft (`database.document_ways`).
    """

    __tablename__ = "party"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("contract_id", "contract"),
        Index(None, "contract_id"),
        Index("ix_party_own_mail", "mail", sqlite_where=IS_OURS_HERE, postgresql_where=IS_OURS),
        Index(None, "progress", "contract_id"),
        Index("ix_party_tried", "contract_id", sqlite_where=HAS_TRIED, postgresql_where=HAS_TRIED),
        Index("ix_party_returned", "contract_id", sqlite_where=IS_RETURNED, postgresql_where=IS_RETURNED),
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
    designation: Mapped[str] = mapped_column(String(4), default="", server_default="")
    corporate_number: Mapped[str] = mapped_column(String(13), default="", server_default="")
    invoice_number: Mapped[str] = mapped_column(String(14), default="", server_default="")
    postal_code: Mapped[str] = mapped_column(String(7), default="", server_default="")
    prefecture: Mapped[str] = mapped_column(String(8), default="", server_default="")
    address_lines: Mapped[str] = mapped_column(String(400), default="", server_default="")
    holder: Mapped[str] = mapped_column(String(36), default="", server_default="")
    held_since: Mapped[datetime | None]
    answer_by: Mapped[date | None]
    due: Mapped[datetime | None]
    must_hand_over: Mapped[bool] = mapped_column(default=False, server_default=false())
    document_ways: Mapped[str] = mapped_column(Text, default="", server_default="")

    @property
    def called(self) -> str:
        """The role, and what the document calls the party: 甲（貸主）."""
        return f"{self.designation}（{self.role}）" if self.designation and self.role else self.role

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
