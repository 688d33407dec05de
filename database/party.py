"""The parties of a case, what they are asked for, and what they fill in."""

from datetime import date, datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.contract import Contract

IS_OURS, IS_OURS_HERE = text("own IS true"), text("own IS 1")
"""As the queries spell it on either database; a partial index is used for the same words alone."""
BY_CODE = String(200).with_variant(String(200, collation="C"), "postgresql")
"""Ordered by code points on either database, whatever a PostgreSQL was set up with."""
IS_RETURNED, HAS_TRIED = text("undelivered_at IS NOT NULL"), text("code_tries > 0")


class Party(Row):
    """当事者; `answer_by` is the day the sender gave it, `due` until when it may answer, if days were given.

    `ordering` is 署名順, `code_tries` is counted up before a code is compared (T15).
    `phone` are digits alone (IM-33). `company` to `language` are of whoever holds the place now: of the
    `PartyHolder` `holder`, since `held_since`, or as the sender typed them while it is empty. `seal_methods`
    are `contracts.sealing_ways` separated by spaces. `designation` is 甲, 乙, … (UX-15), `corporate_number`,
    `postal_code` are digits alone, `invoice_number` T and digits (UX-09, UX-10, UX-12). `document_ways` are
    those of the draft (`database.document_ways`). `company_key` is what other sides are found and counted by
    (`contracts.finding.company_key` of the company, else of the name); empty of our own.
    """

    __tablename__ = "party"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("contract_id", "contract"),
        Index(None, "contract_id"),
        Index("ix_party_own_mail", "mail", sqlite_where=IS_OURS_HERE, postgresql_where=IS_OURS),
        Index(None, "progress", "contract_id"),
        Index(None, "company_key", "organization_id", "contract_id"),
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
    company_key: Mapped[str] = mapped_column(BY_CODE, default="", server_default="")

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
