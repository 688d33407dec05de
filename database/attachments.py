"""添付書類 of a contract: files kept byte for byte beside it (LW-16)."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.document import StoredFile


class ContractAttachment(Row):
    """A file as it came, signed elsewhere or not (LW-16); it is never sent and never signed here.

    `found` is JSON: what was measured of its signatures when it was filed.
    """

    __tablename__ = "contract_attachment"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        within_organization("file_id", "stored_file"),
        within_organization("filed_by_id", "app_user"),
        Index(None, "contract_id"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    file_id: Mapped[Reference]
    filed_by_id: Mapped[Reference]
    filename: Mapped[str] = mapped_column(String(300))
    found: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship(viewonly=True)
