"""The case."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.contract_type import ContractType
from database.people import Organization, User

if TYPE_CHECKING:
    from database.party import Party

IS_UNTOLD = text("term_told < term_rev")
"""The term has changed since the engine recorded it."""
IS_WAITING = text("indexed_rev < rev")
"""Changed since it was indexed."""
IS_SECRET, IS_SECRET_HERE = text("confidential IS true"), text("confidential IS 1")
"""As the queries spell it on either database; a partial index is used for the same words alone."""
IS_ASKED_BACK, IS_ALERTED = text("returned_how = 'asked_back'"), text("expiry_alerted_at IS NOT NULL")
LISTED = (
    *("organization_id", "stage", "changed_at", "sequence", "owner_id", "confidential", "folder_id"),
    *("own_access", "type_id", "life", "expiry_alerted_at", "asked_at", "ends_on", "submitted_at", "due"),
    *(
        "concluded_at",
        "traded_on",
        "starts_on",
        "amount",
        "currency",
        "amount_state",
        "notice_by",
        "auto_renews",
        "number",
        "title",
        "id",
    ),
)
"""All that lists are narrowed, counted and sorted by: they read this index and not the wide rows."""


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
    the next one. `asked_at` is when a party was last asked to sign.
    `custom_values` are `contracts.custom_values` of its 契約種別's own items; `open_ended`: its
    document says 期間の定めなし, where without `ends_on` nobody entered a day (AD-14).
    `traded_on` is 取引年月日 (LW-17): `agreed_on`, and without one the day of the conclusion.
    `kept_as` is 保存区分 (`contracts.tax_keeping.KeptAs`, AD-21), `stored_at` and `box` are where the paper
    original lies (MK-29), `withheld` names the shared items that counterparties are not shown (MK-01).
    `auto_renews` (None: nobody has said), `renews_for` and `notice_period` (as `contracts.periods` spells
    them) are the clause on renewals, `notice_by` follows from it; `ending` is 終了予定, `terminated_on`
    解約日 (MK-13).
    `renewal_answer` is what the owner decided for the present `ends_on`, `term_rev` counts the changes of the
    term and `term_told` says which of them the engine has recorded.
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
        Index(None, "organization_id", "folder_id", "changed_at"),
        Index(None, "owner_id"),
        Index(None, "organization_id", "owner_id", "changed_at"),
        Index(None, "organization_id", "type_id", "changed_at"),
        *(
            Index(None, "organization_id", one)
            for one in (
                *("changed_at", "submitted_at", "concluded_at", "traded_on", "starts_on", "ends_on", "due"),
                *("title", "amount", "life", "notice_by"),
            )
        ),
        Index(
            "ix_contract_alerted",
            *("organization_id", "life", "ends_on"),
            sqlite_where=IS_ALERTED,
            postgresql_where=IS_ALERTED,
        ),
        Index("ix_contract_confidential", "id", sqlite_where=IS_SECRET_HERE, postgresql_where=IS_SECRET),
        Index("ix_contract_term_untold", "id", sqlite_where=IS_UNTOLD, postgresql_where=IS_UNTOLD),
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
    traded_on: Mapped[date | None]
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
    stored_at: Mapped[str] = mapped_column(String(200), default="", server_default="")
    box: Mapped[str] = mapped_column(String(200), default="", server_default="")
    withheld: Mapped[str] = mapped_column(String(120), default="", server_default="")
    auto_renews: Mapped[bool | None]
    renews_for: Mapped[str] = mapped_column(String(16), default="", server_default="")
    notice_period: Mapped[str] = mapped_column(String(16), default="", server_default="")
    notice_by: Mapped[date | None]
    ending: Mapped[bool] = mapped_column(default=False, server_default=false())
    terminated_on: Mapped[date | None]
    renewal_answer: Mapped[str] = mapped_column(String(16), default="", server_default="")
    renewal_asked_at: Mapped[datetime | None]
    renewal_escalated_at: Mapped[datetime | None]
    term_rev: Mapped[int] = mapped_column(default=0, server_default="0")
    term_told: Mapped[int] = mapped_column(default=0, server_default="0")
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
