"""一括検証: one run over every signed file of a period, and what was found of each (LW-14)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.contract import Contract
from database.document import StoredFile


class ArchiveCheck(Row):
    """`first` and `last` are days in Japan, both included, of what `basis` names.

    `asked_by` is the public id of a user, or the name of a machine, `asked_name` as it was then. Contracts up
    to `planned_to` have their files written down, all of them since `planned_at`. `totals` is JSON: how many
    files by outcome when the run ended. `stopped_name` is who ended it early, `told_at` when the mails left.
    """

    __tablename__ = "archive_check"
    __table_args__ = (UniqueConstraint("organization_id", "id"), Index(None, "organization_id", "created_at"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    basis: Mapped[str] = mapped_column(String(16))
    first: Mapped[date]
    last: Mapped[date]
    asked_by: Mapped[str] = mapped_column(String(64))
    asked_name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    planned_to: Mapped[Reference] = mapped_column(default=0, server_default="0")
    planned_at: Mapped[datetime | None]
    stopped_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    totals: Mapped[str] = mapped_column(Text, default="", server_default="")
    told_at: Mapped[datetime | None]


class ArchiveCheckFile(Row):
    """One file of a run; `outcome` is empty until it was looked at, `reasons` a JSON list of codes.

    `kept` is revision, attachment or a `contracts.preserving.Kept`; `generation` is 0 for the frozen file.
    """

    __tablename__ = "archive_check_file"
    __table_args__ = (
        UniqueConstraint("check_id", "number"),
        within_organization("check_id", "archive_check"),
        within_organization("contract_id", "contract"),
        within_organization("file_id", "stored_file"),
        Index(None, "check_id", "outcome", "number"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    check_id: Mapped[Reference]
    number: Mapped[int]
    contract_id: Mapped[Reference]
    kept: Mapped[str] = mapped_column(String(16))
    place: Mapped[int]
    generation: Mapped[int]
    file_id: Mapped[Reference]
    digest: Mapped[Digest]
    outcome: Mapped[str] = mapped_column(String(16), default="", server_default="")
    reasons: Mapped[str] = mapped_column(Text, default="[]", server_default="[]")
    timestamped_at: Mapped[datetime | None]
    protected_until: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]

    contract: Mapped[Contract] = relationship(viewonly=True)
    file: Mapped[StoredFile] = relationship(viewonly=True)
