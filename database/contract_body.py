"""The words of a contract's documents as they are found (MK-88)."""

from sqlalchemy import Index, LargeBinary, String, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from database.base import BigKey, Reference, Row, within_organization

IS_WAITING = text("state IN ('waiting', 'behind')")


class ContractBody(Row):
    """`state` is a `contracts.finding.BodyState`, `text` folded by the rules of `version`, in clear.

    `source` is the joint digest of the files it was read from, `seen` what the contract stood at then
    (`database.body_desk`). `sealed` are the original pages under the master key of `key_id`, `pages` where
    each begins in `text`, separated by spaces; `tokens` the bigrams of text and facts
    (`database.body_tokens`), on PostgreSQL alone, where every contract has a row; SQLite has
    `database.body_pairs`.
    """

    __tablename__ = "contract_body"
    __table_args__ = (
        within_organization("contract_id", "contract", ondelete="CASCADE"),
        Index(
            "ix_contract_body_waiting", "contract_id", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING
        ),
    )

    contract_id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    organization_id: Mapped[Reference]
    state: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(64), default="", server_default="")
    seen: Mapped[str] = mapped_column(String(64), default="", server_default="")
    version: Mapped[int] = mapped_column(default=0, server_default="0")
    key_id: Mapped[str] = mapped_column(String(16), default="", server_default="")
    pages: Mapped[str] = mapped_column(Text, default="", server_default="", deferred=True)
    text: Mapped[str] = mapped_column(Text, default="", server_default="", deferred=True)
    tokens: Mapped[str | None] = mapped_column(TSVECTOR().with_variant(Text(), "sqlite"), deferred=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
