"""Who has held a party's place, and what they typed, sent and consented to."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Digest, Key, PublicId, Reference, Row, within_organization


class PartyHolder(Row):
    """A person who takes a party's place, or keeps it at another address; written before the act names it.

    `how` is claimed, handed_over or contact_changed.
    `digest` is over what was proved (`contracts.place`), `previous_*` is who held the place before.
    """

    __tablename__ = "party_holder"
    __table_args__ = (within_organization("party_id", "party"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    round: Mapped[int]
    how: Mapped[str] = mapped_column(String(16))
    company: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    mail: Mapped[str] = mapped_column(String(320))
    phone: Mapped[str] = mapped_column(String(16), default="", server_default="")
    language: Mapped[str] = mapped_column(String(8))
    message: Mapped[str] = mapped_column(Text)
    digest: Mapped[Digest]
    previous_company: Mapped[str] = mapped_column(String(200))
    previous_name: Mapped[str] = mapped_column(String(200))
    previous_mail: Mapped[str] = mapped_column(String(320))
    previous_phone: Mapped[str] = mapped_column(String(16), default="", server_default="")
    previous_language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]


class FieldValue(Row):
    """What a party has typed so far: kept through back, reload and a lost connection (CL-13)."""

    __tablename__ = "field_value"
    __table_args__ = (
        UniqueConstraint("party_field_id", "round", "holder"),
        within_organization("party_field_id", "party_field"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    party_field_id: Mapped[Reference]
    round: Mapped[int]
    holder: Mapped[str] = mapped_column(String(36))
    value: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]


class FilledForm(Row):
    """The typed values as they are agreed to, frozen: `values` is canonical JSON, `digest` its SHA-256."""

    __tablename__ = "filled_form"
    __table_args__ = (within_organization("party_id", "party"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    round: Mapped[int]
    values: Mapped[str] = mapped_column(Text)
    digest: Mapped[Digest]
    created_at: Mapped[datetime]


class DocumentReview(Row):
    """受領 or 再提出依頼 for one 必要書類, append-only: the newest counts (AD-17)."""

    __tablename__ = "document_review"
    __table_args__ = (
        within_organization("required_document_id", "required_document"),
        within_organization("reviewed_by_id", "app_user"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    required_document_id: Mapped[Reference]
    reviewed_by_id: Mapped[Reference]
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    at: Mapped[datetime]


class DeliveryAnswer(Row):
    """Consent to, refusal or withdrawal of electronic delivery, append-only: the newest counts (LW-32)."""

    __tablename__ = "delivery_answer"
    __table_args__ = (within_organization("party_id", "party"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    holder: Mapped[str] = mapped_column(String(36))
    edelivery: Mapped[str] = mapped_column(String(32))
    answer: Mapped[str] = mapped_column(String(16))
    text_version: Mapped[str] = mapped_column(String(16))
    phrase: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(64))
    user_agent: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime]


class PaperTask(Row):
    """Something to be delivered on paper after all (LW-32)."""

    __tablename__ = "paper_task"
    __table_args__ = (
        UniqueConstraint("party_id", "edelivery"),
        within_organization("party_id", "party"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    edelivery: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
