"""How a person looks at 文書管理: the columns of their list, and views kept under a name."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Key, PublicId, Reference, Row, within_organization
from database.people import User


class ListColumns(Row):
    """The columns one person chose, by their keys in order, separated by commas; `ledger` of 契約台帳.

    `opens_with` is the public id of the view that 文書管理 opens with, empty for none.
    """

    __tablename__ = "list_columns"
    __table_args__ = (within_organization("user_id", "app_user"),)

    user_id: Mapped[Reference] = mapped_column(primary_key=True)
    organization_id: Mapped[Reference]
    columns: Mapped[str] = mapped_column(String(300))
    ledger: Mapped[str] = mapped_column(Text, default="", server_default="")
    opens_with: Mapped[str] = mapped_column(String(36), default="", server_default="")
    changed_at: Mapped[datetime]


class SavedView(Row):
    """保存した表示; `query` is the address's own parameters: filters, columns, order and size.

    What a shared view shows is still what its reader may see.
    """

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("organization_id", "owner_id", "name"),
        within_organization("owner_id", "app_user"),
        Index(None, "organization_id", "shared"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    owner_id: Mapped[Reference]
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(Text)
    shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]

    owner: Mapped[User] = relationship(viewonly=True)


class BulkChange(Row):
    """What became of the contracts one person ticked: `results` is JSON of [public id, code], in order."""

    __tablename__ = "bulk_change"
    __table_args__ = (within_organization("created_by_id", "app_user"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    created_by_id: Mapped[Reference]
    kind: Mapped[str] = mapped_column(String(16))
    results: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
