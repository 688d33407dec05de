"""訂正・削除の履歴 over many contracts: changed values, what was taken away, what was disposed of (LW-22)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from database.audit import AuditEvent
from database.contract import Contract
from database.disposal import Tombstone
from database.metadata_change import MetadataChange

PURGED = "document_purged"
TAKEN_AWAY = ("attachment_removed", PURGED)
"""Codes of the audit log: all that can go of a contract that was sent; its own documents never do (LW-23)."""
AT_ONCE = 500
Span = tuple[datetime, datetime]
"""The first moment is in it, the last is not."""
EVER: Span = (datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC))
Conditions = Sequence[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Scope:
    """`contracts` say of which contracts, `values` which of their changes; `stones` of which tombstones.

    Without `stones` no disposal is told of.
    """

    organization_id: int
    contracts: Conditions
    values: Conditions = ()
    stones: Conditions | None = None
    span: Span = EVER


@dataclass(frozen=True, slots=True)
class Deletion:
    """`by` is the public id of who did it, or a word for the program; `facts` are the log's."""

    at: datetime
    code: str
    by: str
    contract: Contract
    facts: dict[str, object]


def changes_in(session: Session, scope: Scope, most: int | None) -> Iterator[MetadataChange]:
    """Yield changed values, newest first."""
    begin, end = scope.span
    query = (
        select(MetadataChange)
        .join(Contract, Contract.id == MetadataChange.contract_id)
        .where(
            MetadataChange.organization_id == scope.organization_id,
            MetadataChange.at >= begin,
            MetadataChange.at < end,
            *scope.contracts,
            *scope.values,
        )
        .options(joinedload(MetadataChange.contract).joinedload(Contract.type), joinedload(MetadataChange.by))
        .order_by(MetadataChange.at.desc(), MetadataChange.id.desc())
        .limit(most)
    )
    yield from session.scalars(query.execution_options(yield_per=AT_ONCE))


def deletions_in(session: Session, scope: Scope) -> Iterator[Deletion]:
    """Yield what the log tells was taken away, newest first."""
    begin, end = scope.span
    query = select(AuditEvent).where(
        AuditEvent.organization_id == scope.organization_id,
        AuditEvent.at >= begin.astimezone(UTC).isoformat(),
        AuditEvent.at < end.astimezone(UTC).isoformat(),
        AuditEvent.code.in_(TAKEN_AWAY),
    )
    newest = query.order_by(AuditEvent.sequence.desc()).execution_options(yield_per=AT_ONCE)
    for rows in session.scalars(newest).partitions():
        known = _among(session, scope, {row.subject for row in rows})
        for row in rows:
            if row.subject in known:
                at = datetime.fromisoformat(row.at)
                yield Deletion(at, row.code, row.actor, known[row.subject], json.loads(row.facts))


def disposals_in(session: Session, scope: Scope) -> Iterator[Tombstone]:
    """Yield what is left of contracts that were disposed of, newest first (LW-27)."""
    if scope.stones is None:
        return
    begin, end = scope.span
    query = select(Tombstone).where(
        Tombstone.organization_id == scope.organization_id,
        Tombstone.disposed_at >= begin,
        Tombstone.disposed_at < end,
        *scope.stones,
    )
    newest = query.order_by(Tombstone.disposed_at.desc(), Tombstone.id.desc())
    yield from session.scalars(newest.execution_options(yield_per=AT_ONCE))


def _among(session: Session, scope: Scope, ids: set[str]) -> dict[str, Contract]:
    query = select(Contract).where(Contract.public_id.in_(sorted(ids)), *scope.contracts)
    return {one.public_id: one for one in session.scalars(query)}
