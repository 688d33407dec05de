"""Kept files with a timestamp added for keeping, and until when each contract is protected (LW-13)."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.document import StoredFile
from database.timestamp_columns import TimestampColumns


class ArchivalRevision(TimestampColumns, Row):
    """One more timestamp around a file, which begins with every byte of the file before; append-only.

    `kept` is a `contracts.preserving.Kept`, `place` counts documents from 1, `generation` renewals of the
    contract. `origin` is the SHA-256 of the frozen file: the concluded document or the certificate.
    """

    __tablename__ = "archival_revision"
    __table_args__ = (
        UniqueConstraint("contract_id", "kept", "place", "generation"),
        within_organization("contract_id", "contract"),
        within_organization("file_id", "stored_file"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    kept: Mapped[str] = mapped_column(String(16))
    place: Mapped[int]
    generation: Mapped[int]
    origin: Mapped[Digest]
    digest: Mapped[Digest] = mapped_column(index=True)
    file_id: Mapped[Reference]
    protected_until: Mapped[datetime]
    created_at: Mapped[datetime]

    file: Mapped[StoredFile] = relationship(viewonly=True)


class Preservation(Row):
    """One for each concluded contract: `generation` counts its renewals, `renew_at` is when the next is due.

    `failure` is a code while renewing does not succeed, since `failing_since`; `tried_at` was the last try.
    """

    __tablename__ = "preservation"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        Index(None, "renew_at"),
        Index(None, "organization_id", "failing_since"),
    )

    contract_id: Mapped[Reference] = mapped_column(primary_key=True, autoincrement=False)
    organization_id: Mapped[Reference]
    generation: Mapped[int]
    protected_until: Mapped[datetime | None]
    renew_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(String(64), default="", server_default="")
