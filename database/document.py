"""Files, the versions of a contract's document, and what parties hand in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization


class StoredFile(Row):
    """One write-once encrypted object; `public_id` is its name in the store, `digest` of the plaintext."""

    __tablename__ = "stored_file"
    __table_args__ = (UniqueConstraint("organization_id", "id"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    purpose: Mapped[str] = mapped_column(String(32))
    digest: Mapped[Digest]
    size: Mapped[int]
    created_at: Mapped[datetime]


class DocumentVersion(Row):
    """One immutable version: the file as it came (`uploaded`) and as it is worked with (`working`)."""

    __tablename__ = "document_version"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("contract_id", "number"),
        within_organization("contract_id", "contract"),
        within_organization("uploaded_id", "stored_file"),
        within_organization("working_id", "stored_file"),
        within_organization("created_by_id", "app_user"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    number: Mapped[int]
    uploaded_id: Mapped[Reference]
    working_id: Mapped[Reference]
    created_by_id: Mapped[Reference]
    filename: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(Text)
    warnings: Mapped[str] = mapped_column(String(300))
    page_count: Mapped[int]
    created_at: Mapped[datetime]

    uploaded: Mapped[StoredFile] = relationship(viewonly=True, foreign_keys="DocumentVersion.uploaded_id")
    working: Mapped[StoredFile] = relationship(viewonly=True, foreign_keys="DocumentVersion.working_id")


class SubmittedFile(Row):
    """A 必要書類 as a party handed it in (CS-35)."""

    __tablename__ = "submitted_file"
    __table_args__ = (
        within_organization("required_document_id", "required_document"),
        within_organization("file_id", "stored_file"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    required_document_id: Mapped[Reference]
    file_id: Mapped[Reference]
    filename: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime]

    file: Mapped[StoredFile] = relationship(viewonly=True)
