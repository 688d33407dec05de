"""The record as the anchoring of its heads is handed it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.anchoring import LOG_ANCHORED, Anchor, Head, Stamped, is_due
from database.anchors import AnchoredHead, LogAnchor
from database.audit import AuditEvent, Told, append_audit
from database.engine import Database, now_of
from database.people import Organization
from database.queries.anchors import anchor_of, heads_now, last_anchor, moved_on

ENGINE = "engine"


class AnchorDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, every: timedelta) -> Sequence[Head]:
        """Return the heads that are to be anchored now, or nothing."""
        with self._database.reading() as session:
            last = last_anchor(session)
            news = bool(moved_on(session))
            last_at = last.timestamped_at if last else None
            return heads_now(session) if is_due(last_at, now_of(session), every, news=news) else ()

    def last(self) -> Anchor | None:
        with self._database.reading() as session:
            row = last_anchor(session)
            return anchor_of(session, row) if row else None

    def holds(self, heads: Sequence[Head]) -> bool:
        """Tell whether every one of these rows stands in the log as it was anchored."""
        with self._database.reading() as session:
            return all(_stands(session, head) for head in heads)

    def keep(self, anchor: Anchor, stamped: Stamped) -> None:
        """File the anchor, and tell it to each log that had moved on; one that is there already stays."""
        with self._database.writing() as session:
            if session.get(LogAnchor, anchor.number) is None:
                moved = {key for key, _ in moved_on(session)}
                session.add(row_of(anchor, stamped))
                session.flush()
                self._file_heads(session, anchor, moved, stamped)

    def _file_heads(self, session: Session, anchor: Anchor, moved: set[int], stamped: Stamped) -> None:
        at = now_of(session)
        for head in anchor.heads:
            key = _organization(session, head)
            reached = {"sequence": head.sequence, "digest": head.digest}
            session.add(AnchoredHead(organization_id=key, number=anchor.number, **reached))
            if key in moved:
                facts: dict[str, str | int] = {
                    "number": anchor.number,
                    "sequence": head.sequence,
                    "serial": stamped.serial,
                }
                append_audit(session, key, Told(LOG_ANCHORED, ENGINE, "", facts), at)


def row_of(anchor: Anchor, stamped: Stamped) -> LogAnchor:
    return LogAnchor(
        number=anchor.number,
        previous=anchor.previous,
        token=anchor.token,
        certificates=anchor.certificates,
        timestamped_at=stamped.at,
        authority=stamped.authority,
        serial=stamped.serial,
        policy=stamped.policy,
        accredited=anchor.accredited,
    )


def _stands(session: Session, head: Head) -> bool:
    query = (
        select(AuditEvent.digest)
        .join(Organization, Organization.id == AuditEvent.organization_id)
        .where(Organization.public_id == head.organization, AuditEvent.sequence == head.sequence)
    )
    return session.scalar(query) == head.digest


def _organization(session: Session, head: Head) -> int:
    return session.scalars(select(Organization.id).where(Organization.public_id == head.organization)).one()
