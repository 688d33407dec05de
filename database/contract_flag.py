"""フラグ: what one colleague wants the others to look at, with a note (MK-11)."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contracts.ledger import LONGEST_FLAG
from database.base import Reference, Row, within_organization
from database.people import User


class ContractFlag(Row):
    """One on a contract at most; `changed_by` wrote the note last."""

    __tablename__ = "contract_flag"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        within_organization("changed_by_id", "app_user"),
        Index(None, "organization_id"),
    )

    contract_id: Mapped[Reference] = mapped_column(primary_key=True, autoincrement=False)
    organization_id: Mapped[Reference]
    note: Mapped[str] = mapped_column(String(LONGEST_FLAG))
    changed_by_id: Mapped[Reference]
    changed_at: Mapped[datetime]

    changed_by: Mapped[User] = relationship(
        viewonly=True,
        foreign_keys="ContractFlag.changed_by_id",
        primaryjoin="User.id == ContractFlag.changed_by_id",
    )
