"""The record: events that fold into the state, effects until they are done, rounds as pages show them."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, Reference, Row, within_organization
from database.document import DocumentVersion

IS_OWED = text("done_at IS NULL")
ASKING = ("party_invited", "link_reissued")
"""Events by which a party is asked to sign."""


class ContractEvent(Row):
    """Append-only, guarded by triggers; the columns of `contracts.event_table.StoredEvent`."""

    __tablename__ = "contract_event"
    __table_args__ = (within_organization("contract_id", "contract"),)

    contract_id: Mapped[Reference] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[Reference]
    epoch: Mapped[int]
    kind: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    facts: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(200))
    previous: Mapped[Digest]
    digest: Mapped[Digest]


class EffectRow(Row):
    __tablename__ = "effect"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        Index(None, "contract_id", "done_at"),
        Index("ix_effect_owed", "kind", sqlite_where=IS_OWED, postgresql_where=IS_OWED),
    )

    contract_id: Mapped[Reference] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    recipient: Mapped[str] = mapped_column(String(64), primary_key=True)
    organization_id: Mapped[Reference]
    round: Mapped[int]
    done_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(300))


class ContractRound(Row):
    """One sending of one set of versions."""

    __tablename__ = "contract_round"
    __table_args__ = (
        UniqueConstraint("contract_id", "number"),
        within_organization("contract_id", "contract"),
        within_organization("version_id", "document_version"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    number: Mapped[int]
    version_id: Mapped[Reference]
    sent_digest: Mapped[str] = mapped_column(String(64))
    opened_at: Mapped[datetime]

    version: Mapped[DocumentVersion] = relationship(viewonly=True)
