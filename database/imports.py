"""締結済み契約の登録: a job with its files, and what is kept of each contract that came of one (MK-24)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.contract import Contract
from database.document import StoredFile
from database.people import User


class ImportJob(Row):
    """`state` is a `contracts.importing.ImportState`, `source` browser, single or folder.

    `name` is what the person calls it by: the folder or the ledger. `origin` is who began it and from where,
    as JSON. `folder_id` is where the contracts are filed, `stamps` asks for a timestamp over each file.
    """

    __tablename__ = "import_job"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("owner_id", "app_user"),
        Index(None, "organization_id", "created_at"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    owner_id: Mapped[Reference]
    source: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(300))
    folder_id: Mapped[Reference | None]
    stamps: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    owner: Mapped[User] = relationship(viewonly=True)


class ImportFile(Row):
    """One file, or one row of the ledger that no file was brought for (`digest` empty).

    `line` counts the files from 1, `sheet_line` the row of the ledger as a spreadsheet does, 0 for none.
    `facts` are `contracts.import_facts`, `faults` triples of a column, a code and what was typed, `twins`
    pairs of a contract's public id and a `contracts.importing.Twin`. `anyway`: a person said that it is to
    be registered although there are twins.
    """

    __tablename__ = "import_file"
    __table_args__ = (
        UniqueConstraint("job_id", "line"),
        within_organization("job_id", "import_job"),
        within_organization("file_id", "stored_file"),
        within_organization("contract_id", "contract"),
        Index(None, "job_id", "outcome", "line"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    job_id: Mapped[Reference]
    line: Mapped[int]
    sheet_line: Mapped[int]
    filename: Mapped[str] = mapped_column(String(300))
    digest: Mapped[Digest]
    size: Mapped[int]
    file_id: Mapped[Reference | None]
    facts: Mapped[str] = mapped_column(Text)
    faults: Mapped[str] = mapped_column(Text)
    twins: Mapped[str] = mapped_column(Text)
    anyway: Mapped[bool] = mapped_column(default=False, server_default=false())
    outcome: Mapped[str] = mapped_column(String(16))
    contract_id: Mapped[Reference | None]
    done_at: Mapped[datetime | None]

    file: Mapped[StoredFile | None] = relationship(
        viewonly=True, primaryjoin="StoredFile.id == ImportFile.file_id", foreign_keys="ImportFile.file_id"
    )
    contract: Mapped[Contract | None] = relationship(
        viewonly=True,
        primaryjoin="Contract.id == ImportFile.contract_id",
        foreign_keys="ImportFile.contract_id",
    )


class ImportedDocument(Row):
    """How a contract came here: append-only (LW-29).

    `pages` are [width, height (mm), dpi, bits per pixel] of each page as JSON, `warnings`
    `contracts.importing.ScanWarning` separated by spaces, `report` what `contracts.verdict_report` said of
    the file's signatures at the import, empty for none. `stamps`: a timestamp over the file was asked for.
    """

    __tablename__ = "imported_document"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        within_organization("importer_id", "app_user"),
        within_organization("file_id", "stored_file"),
        Index(None, "organization_id", "digest"),
        Index(None, "stamps", "contract_id"),
    )

    contract_id: Mapped[Reference] = mapped_column(primary_key=True, autoincrement=False)
    organization_id: Mapped[Reference]
    importer_id: Mapped[Reference]
    file_id: Mapped[Reference]
    filename: Mapped[str] = mapped_column(String(300))
    digest: Mapped[Digest]
    concluded_how: Mapped[str] = mapped_column(String(16))
    received_on: Mapped[date | None]
    pages: Mapped[str] = mapped_column(Text)
    warnings: Mapped[str] = mapped_column(String(100))
    is_locked: Mapped[bool]
    report: Mapped[str] = mapped_column(Text)
    stamps: Mapped[bool]
    imported_at: Mapped[datetime]

    importer: Mapped[User] = relationship(
        viewonly=True,
        primaryjoin="User.id == ImportedDocument.importer_id",
        foreign_keys="ImportedDocument.importer_id",
    )


class ImportStamp(Row):
    """The RFC 3161 token over an imported file's SHA-256, with the PEM certificates above it; append-only."""

    __tablename__ = "import_stamp"
    __table_args__ = (within_organization("contract_id", "contract"),)

    contract_id: Mapped[Reference] = mapped_column(primary_key=True, autoincrement=False)
    organization_id: Mapped[Reference]
    digest: Mapped[Digest]
    token: Mapped[bytes] = mapped_column(LargeBinary)
    certificates: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    authority: Mapped[str] = mapped_column(String(300))
    serial: Mapped[str] = mapped_column(String(100))
    policy: Mapped[str] = mapped_column(String(100))
    accredited: Mapped[bool]
