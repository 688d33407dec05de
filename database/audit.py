"""The audit log: one hash chain per organisation, written in the transaction of what it tells."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from contracts.event_table import canonical
from database.base import Digest, Reference, Row

HASHED = ("sequence", "at", "code", "actor", "subject", "facts", "previous")
READ_AT_ONCE = 1000


class AuditEvent(Row):
    """Append-only, guarded by triggers; `facts` is canonical JSON of codes and ids, never prose."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "organization_id", "at"),)

    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(64))
    actor: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    facts: Mapped[str] = mapped_column(Text)
    previous: Mapped[Digest]
    digest: Mapped[Digest]


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be audited: a code, who did it, to what, and facts."""

    code: str
    actor: str
    subject: str
    facts: dict[str, str | int]


def append_audit(session: Session, organization_id: int, told: Told, at: datetime) -> AuditEvent:
    """Add the next link; the caller holds a writing transaction, so order is the database's."""
    _serialise(session, organization_id)
    last = session.scalars(
        select(AuditEvent)
        .where(AuditEvent.organization_id == organization_id)
        .order_by(AuditEvent.sequence.desc())
        .limit(1)
    ).first()
    columns = {
        "sequence": last.sequence + 1 if last else 1,
        "at": at.isoformat(),
        "code": told.code,
        "actor": told.actor,
        "subject": told.subject,
        "facts": canonical(told.facts),
        "previous": last.digest if last else "",
    }
    row = AuditEvent(organization_id=organization_id, digest=audit_digest(columns), **columns)
    session.add(row)
    session.flush()
    return row


def is_told_since(session: Session, organization_id: int, told: Told, since: datetime) -> bool:
    """Say whether a row with the same code, actor, subject and facts has been written since."""
    query = select(AuditEvent.sequence).where(
        AuditEvent.organization_id == organization_id,
        AuditEvent.at >= since.isoformat(),
        AuditEvent.code == told.code,
        AuditEvent.actor == told.actor,
        AuditEvent.subject == told.subject,
        AuditEvent.facts == canonical(told.facts),
    )
    return session.scalars(query.limit(1)).first() is not None


def audit_digest(columns: dict[str, object]) -> str:
    return hashlib.sha256(canonical(columns).encode()).hexdigest()


def _serialise(session: Session, organization_id: int) -> None:
    """PostgreSQL needs a lock per chain; SQLite's BEGIN IMMEDIATE already admits one writer."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": organization_id})
