"""文書から読み取った契約情報: proposals for a contract, and a person's answers (MK-30)."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import BigKey, Key, PublicId, Reference, Row, within_organization
from database.people import User

IS_WAITING = text("state = 'waiting'")
IS_UNCONFIRMED, IS_UNCONFIRMED_HERE = text("unconfirmed IS true"), text("unconfirmed IS 1")


class MetadataReading(Row):
    """One for each contract that was read or is to be; `state` is a `contracts.reading.ReadingState`.

    `made_from` names the files and the rules it was read by, `sealed` are the snippets under the master key
    of `key_id`: the words of a contract lie in no column in clear. `unconfirmed` is 未確認 (MK-33).
    """

    __tablename__ = "metadata_reading"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        within_organization("confirmed_by_id", "app_user"),
        Index(
            "ix_metadata_reading_waiting", "asked_at", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING
        ),
        Index(
            "ix_metadata_reading_unconfirmed",
            *("organization_id", "contract_id"),
            sqlite_where=IS_UNCONFIRMED_HERE,
            postgresql_where=IS_UNCONFIRMED,
        ),
    )

    contract_id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    organization_id: Mapped[Reference]
    state: Mapped[str] = mapped_column(String(16))
    unconfirmed: Mapped[bool]
    made_from: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[Reference | None]
    confirmed_at: Mapped[datetime | None]
    key_id: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)

    confirmed_by: Mapped[User | None] = relationship(
        viewonly=True,
        foreign_keys="MetadataReading.confirmed_by_id",
        primaryjoin="User.id == MetadataReading.confirmed_by_id",
    )


class MetadataProposal(Row):
    """`item` is a `contracts.reading.Read`, `value` what was read, `settled` what the person made of it.

    `page` counts from 1 within `document`, which does so too; `snippet` is its number among the sealed ones.
    """

    __tablename__ = "metadata_proposal"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        within_organization("by_id", "app_user"),
        Index(None, "contract_id"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    item: Mapped[str] = mapped_column(String(32))
    value: Mapped[str] = mapped_column(Text)
    document: Mapped[int]
    page: Mapped[int]
    snippet: Mapped[int]
    rule: Mapped[str] = mapped_column(String(64))
    made_from: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(16))
    settled: Mapped[str] = mapped_column(Text, default="", server_default="")
    by_id: Mapped[Reference | None]
    at: Mapped[datetime]

    by: Mapped[User | None] = relationship(
        viewonly=True,
        foreign_keys="MetadataProposal.by_id",
        primaryjoin="User.id == MetadataProposal.by_id",
    )
