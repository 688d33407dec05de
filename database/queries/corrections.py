"""訂正・削除の履歴 over all contracts: changed values, and what was taken away with who and why (LW-22)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.tax_keeping import KeptAs
from database.audit import AuditEvent
from database.contract import Contract
from database.metadata_change import MetadataChange
from database.queries.contracts import may_see
from database.sessions import Staff

TAKEN_AWAY = ("attachment_removed", "document_purged")
"""Codes of the audit log: all that can go of a contract that was sent; its own documents never do (LW-23)."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Deletion:
    """`by` is the public id of who did it, or a word for the program; `facts` are the log's."""

    at: datetime
    code: str
    by: str
    contract: Contract
    facts: dict[str, object]


Span = tuple[datetime, datetime]


def changes_within(
    session: Session, staff: Staff, span: Span, kept_as: KeptAs | None, most: int
) -> Sequence[MetadataChange]:
    """Return the changes of contracts this person may see, newest first; the span ends before its end."""
    begin, end = span
    query = (
        select(MetadataChange)
        .join(Contract, Contract.id == MetadataChange.contract_id)
        .where(
            MetadataChange.organization_id == staff.organization.id,
            MetadataChange.at >= begin,
            MetadataChange.at < end,
            may_see(staff),
        )
        .options(joinedload(MetadataChange.contract), joinedload(MetadataChange.by))
        .order_by(MetadataChange.at.desc(), MetadataChange.id.desc())
    )
    if kept_as is not None:
        query = query.where(Contract.kept_as == kept_as.value)
    return session.scalars(query.limit(most)).all()


def deletions_within(
    session: Session, staff: Staff, span: Span, kept_as: KeptAs | None, most: int
) -> Iterator[Deletion]:
    """Yield what the log tells was taken from contracts this person may see, newest first."""
    begin, end = span
    query = select(AuditEvent).where(
        AuditEvent.organization_id == staff.organization.id,
        AuditEvent.at >= begin.astimezone(UTC).isoformat(),
        AuditEvent.at < end.astimezone(UTC).isoformat(),
        AuditEvent.code.in_(TAKEN_AWAY),
    )
    rows = session.scalars(query.order_by(AuditEvent.sequence.desc()).limit(most)).all()
    known = _seen(session, staff, {row.subject for row in rows}, kept_as)
    for row in rows:
        if row.subject in known:
            at = datetime.fromisoformat(row.at)
            yield Deletion(at, row.code, row.actor, known[row.subject], json.loads(row.facts))


def _seen(session: Session, staff: Staff, ids: set[str], kept_as: KeptAs | None) -> dict[str, Contract]:
    listed, found = sorted(ids), dict[str, Contract]()
    for at in range(0, len(listed), AT_ONCE):
        query = select(Contract).where(Contract.public_id.in_(listed[at : at + AT_ONCE]), may_see(staff))
        if kept_as is not None:
            query = query.where(Contract.kept_as == kept_as.value)
        found |= {one.public_id: one for one in session.scalars(query)}
    return found
