"""A part of the log without a gap, and what ties it to the rows before and after it (GM-34, LW-44)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from database.audit import AuditEvent
from database.queries.anchors import newest_anchored, proof
from database.queries.audit_log import LogWanted, written_within


@dataclass(frozen=True, slots=True)
class LogRange:
    """Rows `first` to `last`; `before` is the digest of the row before, empty for the first row of all.

    The rows up to `until` lead on to the next timestamp, which `anchor` is (`contracts.anchoring.proof_of`),
    or without one to the end of the log.
    """

    first: int
    last: int
    before: str
    until: int
    anchor: dict[str, Any] | None


def whole_log(session: Session, organization_id: int, through: int) -> LogRange:
    """Return all of it, with the newest timestamp that it has."""
    newest = newest_anchored(session, organization_id)
    anchor = proof(session, organization_id, newest.sequence) if newest else None
    return LogRange(1, through, "", through, _within(anchor, through))


def log_range(session: Session, organization_id: int, wanted: LogWanted, through: int) -> LogRange | None:
    """Return the rows from the first to the last of these days, or None if there are none.

    A clock that was set back leaves rows of other days among them: they are part of the chain.
    """
    ends = select(func.min(AuditEvent.sequence), func.max(AuditEvent.sequence)).where(
        AuditEvent.organization_id == organization_id,
        AuditEvent.sequence <= through,
        *written_within(wanted),
    )
    first, last = session.execute(ends).one()
    if first is None:
        return None
    anchor = _within(proof(session, organization_id, last), through)
    row = session.get(AuditEvent, (organization_id, first - 1))
    until = anchor["head"]["sequence"] if anchor else through
    return LogRange(first, last, row.digest if row else "", until, anchor)


def _within(anchor: dict[str, Any] | None, through: int) -> dict[str, Any] | None:
    """An anchor that was made while the export was asked for has rows that the export has not."""
    return anchor if anchor and anchor["head"]["sequence"] <= through else None
