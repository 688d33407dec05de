"""Files, the versions of a contract's document, and what parties hand in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization


class StoredFile(Row):
    """One write-once encrypted object; `public_id` is its name in the store, `digest` of the plaintext."""

    __tablename__ = "stored_file"
    __table_args__ = (UniqueConstraint("organization_id", "id"), Index(None, "organization_id", "digest"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    purpose: Mapped[str] = mapped_column(String(32))
    digest: Mapped[Digest]
    size: Mapped[int]
    created_at: Mapped[datetime]


class DocumentVersion(Row):
    """One immutable version: the file as it came (`uploaded`) and as it is worked with (`working`).

    `origin` is a `contracts.versioning.VersionOrigin`, `restored_from` the number whose files came back;
    `removed_at` says that the draft has had no document since.
    """

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
    origin: Mapped[str] = mapped_column(String(16), default="uploaded", server_default="uploaded")
    restored_from: Mapped[int | None]
    removed_at: Mapped[datetime | None]

    uploaded: Mapped[StoredFile] = relationship(viewonly=True, foreign_keys="DocumentVersion.uploaded_id")
    working: Mapped[StoredFile] = relationship(viewonly=True, foreign_keys="DocumentVersion.working_id")
    further: Mapped[list["VersionDocument"]] = relationship(
        viewonly=True, order_by="VersionDocument.position"
    )

    @property
    def documents(self) -> "list[DocumentVersion | VersionDocument]":
        """Every document of the envelope in order; the version's own columns tell of the first (GM-14)."""
        return [self, *self.further]


class VersionDocument(Row):
    """A further document of a version, `position` from 2 (GM-14, GM-15)."""

    __tablename__ = "version_document"
    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        within_organization("version_id", "document_version"),
        within_organization("uploaded_id", "stored_file"),
        within_organization("working_id", "stored_file"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    version_id: Mapped[Reference]
    position: Mapped[int]
    uploaded_id: Mapped[Reference]
    working_id: Mapped[Reference]
    filename: Mapped[str] = mapped_column(String(300))
    warnings: Mapped[str] = mapped_column(String(300))
    page_count: Mapped[int]

    uploaded: Mapped[StoredFile] = relationship(viewonly=True, foreign_keys="VersionDocument.uploaded_id")
    working: Mapped[StoredFile] = relationship(viewonly=True, foreign_keys="VersionDocument.working_id")


class DocumentReading(Row):
    """A document in a counterparty's session: opened, and gone through, each told by its own press (T14).

    `view` is how it was gone through (`contracts.simple_view`, empty for its own page), and
    `downloaded_revision` what 簡易表示版 gave out last.
    """

    __tablename__ = "document_reading"
    __table_args__ = (UniqueConstraint("session_id", "position"),)

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    session_id: Mapped[Reference] = mapped_column(ForeignKey("party_session.id"))
    position: Mapped[int]
    opened_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    view: Mapped[str] = mapped_column(String(16))
    downloaded_revision: Mapped[int | None]


class SubmittedFile(Row):
    """A 必要書類 as a party handed it in (CS-35); its bytes may be purged when they are due (LW-38).

    It stands once an act of the record names it, or, handed in after the agreement, by `answers`: the
    public id of the 再提出依頼 it answers. The party may take it back before it agrees (`removed_at`).
    """

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
    holder: Mapped[str] = mapped_column(String(36), default="", server_default="")
    purged_at: Mapped[datetime | None]
    answers: Mapped[str] = mapped_column(String(36), default="", server_default="")
    removed_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship(viewonly=True)
