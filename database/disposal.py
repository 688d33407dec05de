"""廃棄: who proposed and approved it, which contracts it is about, and what is left of them (LW-27)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.document import StoredFile
from database.people import User

IS_GOING = text("state IN ('proposed', 'executing')")


class Disposal(Row):
    """`approved_on` is the day of the approval in Japan; `certificate_id` is of the 廃棄証明書.

    Nobody approves or rejects what they proposed themselves: the table refuses it, and lets nothing of a
    proposal or of an approval be changed (`database.disposal_gate`). `told_at` is when the approvers were.
    """

    __tablename__ = "disposal"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("proposed_by_id", "app_user"),
        within_organization("approved_by_id", "app_user"),
        within_organization("rejected_by_id", "app_user"),
        within_organization("certificate_file_id", "stored_file"),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> proposed_by_id", name="two_persons"),
        CheckConstraint(
            "(approved_by_id IS NULL) = (approved_at IS NULL)"
            " AND (approved_by_id IS NULL) = (approved_on IS NULL)",
            name="approved_when",
        ),
        CheckConstraint("approved_by_id IS NULL OR rejected_by_id IS NULL", name="one_answer"),
        Index(None, "organization_id", "proposed_at"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    reason: Mapped[str] = mapped_column(Text)
    proposed_by_id: Mapped[Reference]
    proposed_at: Mapped[datetime]
    approved_by_id: Mapped[Reference | None]
    approved_at: Mapped[datetime | None]
    approved_on: Mapped[date | None]
    rejected_by_id: Mapped[Reference | None]
    rejected_at: Mapped[datetime | None]
    rejection: Mapped[str] = mapped_column(Text, default="", server_default="")
    ended_at: Mapped[datetime | None]
    certificate_id: Mapped[str] = mapped_column(String(40), default="", server_default="")
    certificate_file_id: Mapped[Reference | None]
    told_at: Mapped[datetime | None]

    proposer: Mapped[User] = relationship(viewonly=True, foreign_keys="Disposal.proposed_by_id")
    approver: Mapped[User | None] = relationship(viewonly=True, foreign_keys="Disposal.approved_by_id")
    rejecter: Mapped[User | None] = relationship(viewonly=True, foreign_keys="Disposal.rejected_by_id")
    certificate: Mapped[StoredFile | None] = relationship(
        viewonly=True, foreign_keys="Disposal.certificate_file_id"
    )


class DisposalItem(Row):
    """One contract of a 廃棄, by its public id: its row goes. `state` is a Fate, `why` a `disposal.Why`."""

    __tablename__ = "disposal_item"
    __table_args__ = (
        UniqueConstraint("disposal_id", "contract"),
        within_organization("disposal_id", "disposal"),
        Index(
            "ix_disposal_item_going",
            "contract",
            unique=True,
            sqlite_where=IS_GOING,
            postgresql_where=IS_GOING,
        ),
        Index(None, "disposal_id", "state"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    disposal_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    contract: Mapped[str] = mapped_column(String(36))
    kept_until: Mapped[date]
    confidential: Mapped[bool]
    state: Mapped[str] = mapped_column(String(16))
    why: Mapped[str] = mapped_column(String(16), default="", server_default="")
    changed_at: Mapped[datetime]


class Tombstone(Row):
    """What is left of a contract (`contracts.disposal.Stone`); append-only, without an exception.

    `counterparties`, `grounds` and `certificates` are JSON lists; `digest` is what the audit log keeps of it.
    """

    __tablename__ = "tombstone"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("contract"),
        within_organization("disposal_id", "disposal"),
        Index(None, "organization_id", "disposed_at"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    disposal_id: Mapped[Reference]
    contract: Mapped[str] = mapped_column(String(36))
    number: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(300))
    type_name: Mapped[str] = mapped_column(String(200))
    counterparties: Mapped[str] = mapped_column(Text)
    traded_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    kept_until: Mapped[date]
    grounds: Mapped[str] = mapped_column(Text)
    certificates: Mapped[str] = mapped_column(Text)
    events: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))
    confidential: Mapped[bool]
    proposed_by: Mapped[str] = mapped_column(String(36))
    proposed_at: Mapped[datetime]
    approved_by: Mapped[str] = mapped_column(String(36))
    approved_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    digest: Mapped[Digest]
    disposed_at: Mapped[datetime]

    files: Mapped[list["TombstoneFile"]] = relationship(viewonly=True, order_by="TombstoneFile.id")


class TombstoneFile(Row):
    """The SHA-256 of a document or certificate that is gone; `kind` is a `contracts.verdict.IssuedKind`."""

    __tablename__ = "tombstone_file"
    __table_args__ = (
        within_organization("tombstone_id", "tombstone"),
        Index(None, "digest"),
        Index(None, "tombstone_id"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    tombstone_id: Mapped[Reference]
    kind: Mapped[str] = mapped_column(String(24))
    place: Mapped[int]
    digest: Mapped[Digest]
