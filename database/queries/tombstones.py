"""What is left of disposed contracts, held against the audit log: 廃棄済み, or lost (LW-27, T73)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from contracts.event_table import KINDS
from database.audit import AuditEvent
from database.disposal import Disposal, Tombstone
from database.queries.audit_log import ENGINE
from database.tombstones import stone_from

DISPOSED, APPROVED, PROPOSED = "contract_disposed", "disposal_approved", "disposal_proposed"


@dataclass(frozen=True, slots=True)
class UnlikeStone:
    """A tombstone that the log does not bear out, or a disposal of the log without one.

    `sequence` and `at` are of the log's row, 0 and empty where there is none; `contract` is a public id.
    """

    contract: str
    number: str
    sequence: int
    at: str


def at_rest(organization_id: int) -> Select[str]:
    """Return the public ids of contracts with a tombstone; `unlike_stones` says which of them are false."""
    return select(Tombstone.contract).where(Tombstone.organization_id == organization_id)


def count_at_rest(session: Session, organization_id: int) -> int:
    return session.scalar(select(func.count()).select_from(at_rest(organization_id).subquery())) or 0


def unlike_stones(session: Session, organization_id: int) -> Iterator[UnlikeStone]:
    """Yield tombstones of contracts that were not disposed of by two persons, and disposals without one."""
    log = _Log(session, organization_id)
    query = select(Tombstone).where(Tombstone.organization_id == organization_id).order_by(Tombstone.id)
    seen = set()
    for stone in session.scalars(query):
        seen.add(stone.contract)
        if not log.bears_out(stone, session.get_one(Disposal, stone.disposal_id).public_id):
            yield log.unlike(stone.contract, stone.number)
    for contract in log.disposed:
        if contract not in seen:
            yield log.unlike(contract, "")


class _Log:
    """What the log tells of disposals, read once: the log has no index by what its rows are about."""

    def __init__(self, session: Session, organization_id: int) -> None:
        ours = AuditEvent.organization_id == organization_id
        told = select(AuditEvent).where(ours, AuditEvent.code.in_((DISPOSED, APPROVED, PROPOSED)))
        rows = {(row.code, row.subject): row for row in session.scalars(told.order_by(AuditEvent.sequence))}
        self._rows = rows
        self.disposed = [subject for code, subject in rows if code == DISPOSED]
        self._records = dict(_records(session, organization_id))

    def bears_out(self, stone: Tombstone, disposal: str) -> bool:
        """Two persons are in it, the stone is what was set, and it still tells the whole record."""
        row = self._rows.get((DISPOSED, stone.contract))
        if row is None or row.actor != ENGINE:
            return False
        told: dict[str, str] = json.loads(row.facts)
        is_same = told["stone"] == stone.digest == stone_from(stone).digest()
        is_whole = self._records.get(stone.contract, (0, "")) == (stone.events, stone.head)
        return is_same and is_whole and told["disposal"] == disposal and self._is_theirs(stone, disposal)

    def unlike(self, contract: str, number: str) -> UnlikeStone:
        row = self._rows.get((DISPOSED, contract))
        return UnlikeStone(contract, number, row.sequence if row else 0, row.at if row else "")

    def _is_theirs(self, stone: Tombstone, disposal: str) -> bool:
        rows = (self._rows.get((code, disposal)) for code in (PROPOSED, APPROVED))
        actors = [one.actor if one else "" for one in rows]
        return actors == [stone.proposed_by, stone.approved_by] and actors[0] != actors[1]


def _records(session: Session, organization_id: int) -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield how many events of each contract at rest the log tells of, and the digest of the last."""
    last = func.max(AuditEvent.sequence)
    ours = (AuditEvent.organization_id == organization_id, AuditEvent.actor == ENGINE)
    of_events = (AuditEvent.code.in_(KINDS), AuditEvent.subject.in_(at_rest(organization_id)))
    counted = select(AuditEvent.subject, func.count().label("events"), last.label("last"))
    found = counted.where(*ours, *of_events).group_by(AuditEvent.subject).subquery()
    query = select(found.c.subject, found.c.events, AuditEvent.facts).join(
        AuditEvent, AuditEvent.sequence == found.c.last
    )
    for contract, events, facts in session.execute(query.where(*ours)):
        yield contract, (events, str(json.loads(facts).get("digest", "")))
