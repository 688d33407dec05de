"""What stands anchored: for certificates, for pages, and as a proof to hand on (LW-44)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.anchoring import LOG_ANCHORED, Anchor, Head, in_order, proof_of
from database.anchors import AnchoredHead, LogAnchor
from database.audit import AuditEvent
from database.engine import now_of
from database.people import Installation, Organization


@dataclass(frozen=True, slots=True)
class Anchored:
    """How far a log is anchored: row `sequence` with `digest`, at the token's own time (UTC)."""

    number: int
    sequence: int
    digest: str
    at: datetime
    authority: str
    serial: str
    policy: str
    accredited: bool


def newest_anchored(session: Session, organization_id: int) -> Anchored | None:
    """Return the newest anchor that has this organisation's head, or None before the first."""
    query = (
        select(AnchoredHead, LogAnchor)
        .join(LogAnchor, LogAnchor.number == AnchoredHead.number)
        .where(AnchoredHead.organization_id == organization_id)
        .order_by(AnchoredHead.number.desc())
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    head, row = found
    return Anchored(
        number=row.number,
        sequence=head.sequence,
        digest=head.digest,
        at=row.timestamped_at,
        authority=row.authority,
        serial=row.serial,
        policy=row.policy,
        accredited=row.accredited,
    )


def proof(session: Session, organization_id: int, sequence: int) -> dict[str, Any] | None:
    """Return the first anchor at or after row `sequence` of this log as `contracts.anchoring.proof_of`.

    None while none reaches that far.
    """
    number = session.scalar(
        select(func.min(AnchoredHead.number)).where(
            AnchoredHead.organization_id == organization_id, AnchoredHead.sequence >= sequence
        )
    )
    row = session.get(LogAnchor, number) if number else None
    if row is None:
        return None
    organization = session.get_one(Organization, organization_id)
    return proof_of(anchor_of(session, row), organization.public_id)


def anchor_of(session: Session, row: LogAnchor) -> Anchor:
    heads = session.execute(
        select(Organization.public_id, AnchoredHead.sequence, AnchoredHead.digest)
        .join(Organization, Organization.id == AnchoredHead.organization_id)
        .where(AnchoredHead.number == row.number)
    )
    return Anchor(
        number=row.number,
        previous=row.previous,
        heads=in_order(Head(*head) for head in heads),
        token=row.token,
        certificates=row.certificates,
        accredited=row.accredited,
    )


def serials_told(session: Session) -> dict[int, frozenset[str]]:
    """Return the serials of the tokens that the logs themselves tell of, by the number of the anchor."""
    told: dict[int, set[str]] = {}
    for facts in session.scalars(select(AuditEvent.facts).where(AuditEvent.code == LOG_ANCHORED)):
        try:
            row = json.loads(facts)
            told.setdefault(int(row["number"]), set()).add(str(row["serial"]))
        except (KeyError, TypeError, ValueError):
            continue  # a row that was changed; the walk of its log names it
    return {number: frozenset(serials) for number, serials in told.items()}


def last_anchor(session: Session) -> LogAnchor | None:
    return session.scalars(select(LogAnchor).order_by(LogAnchor.number.desc()).limit(1)).first()


def unanchored_seconds(session: Session) -> float:
    """Return for how long no anchor has been made although some log tells something new; 0 if none does."""
    if not moved_on(session):
        return 0.0
    last = last_anchor(session)
    since = last.timestamped_at if last else session.scalars(select(Installation.created_at)).first()
    return (now_of(session) - since).total_seconds() if since else 0.0


def heads_now(session: Session) -> Sequence[Head]:
    """Return the head of every organisation that has a log, in the order of their ids."""
    return in_order(Head(public_id, row.sequence, row.digest) for public_id, _, row in _heads(session))


def moved_on(session: Session) -> list[tuple[int, AuditEvent]]:
    """Return the organisations whose log tells more than at its last anchor, each with its newest row.

    The row by which a log tells of that anchor is nothing new.
    """
    newest = select(AnchoredHead.organization_id, func.max(AnchoredHead.sequence).label("sequence"))
    reached = {row[0]: row[1] for row in session.execute(newest.group_by(AnchoredHead.organization_id))}
    return [(key, row) for _, key, row in _heads(session) if _is_news(row, reached.get(key, 0))]


def _is_news(row: AuditEvent, reached: int) -> bool:
    return row.sequence > reached + (row.code == LOG_ANCHORED)


def _heads(session: Session) -> list[tuple[str, int, AuditEvent]]:
    """One seek in the primary key for each organisation, however long its log is."""
    organizations = session.execute(select(Organization.public_id, Organization.id).order_by(Organization.id))
    newest = select(AuditEvent).order_by(AuditEvent.sequence.desc()).limit(1)
    found = [
        (public_id, key, session.scalars(newest.where(AuditEvent.organization_id == key)).first())
        for public_id, key in organizations
    ]
    return [(public_id, key, row) for public_id, key, row in found if row is not None]
