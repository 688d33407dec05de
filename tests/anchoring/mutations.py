"""What somebody with the database's own password could do to a log, each with the row that must be named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from contracts.anchoring import Anchor, Stamped
from contracts.event_table import StoredEvent, digest_of
from database.anchor_desk import row_of
from database.anchors import AnchoredHead
from database.audit import HASHED, AuditEvent, audit_digest
from database.contract import Contract
from database.engine import Database
from database.evidence import Revision
from database.people import Organization
from database.record import ContractEvent
from tests import databases

Rows = list[dict[str, Any]]
Mutation = Callable[[Rows, int, Random], Rows]
NAMES = (*HASHED, "digest")
EVENT_HASHED = [name for name in StoredEvent.__slots__ if name != "digest"]


@contextmanager
def undone(database: Database) -> Iterator[Session]:
    """Yield a session whose changes, dropped triggers included, are gone afterwards."""
    with Session(database.engine.execution_options(warifu_writes=True)) as session:
        yield session
        session.rollback()


def rows_of(session: Session, organization_id: int) -> Rows:
    columns = [getattr(AuditEvent, name) for name in NAMES]
    query = select(*columns).where(AuditEvent.organization_id == organization_id)
    return [row._asdict() for row in session.execute(query.order_by(AuditEvent.sequence))]


def put(session: Session, organization_id: int, rows: Rows, *, guarded: bool = True) -> None:
    """Exchange the whole log for these rows, as only who owns the database can."""
    if guarded:
        databases.unguard(session, "audit_event")
    session.execute(delete(AuditEvent).where(AuditEvent.organization_id == organization_id))
    session.execute(insert(AuditEvent), [{**row, "organization_id": organization_id} for row in rows])
    session.expire_all()


def a_column_changed(rows: Rows, at: int, random: Random) -> Rows:
    name = random.choice([name for name in NAMES if name != "sequence"])
    rows[at][name] = "ab" * 32 if name in {"previous", "digest"} else rows[at][name] + " "
    return rows


def changed_and_hashed_again(rows: Rows, at: int, random: Random) -> Rows:
    rows[at]["actor"] = f"forger-{random.random()}"
    return hashed(rows, at, at + 1)


def deleted(rows: Rows, at: int, _random: Random) -> Rows:
    return rows[:at] + rows[at + 1 :]


def deleted_and_numbered_anew(rows: Rows, at: int, _random: Random) -> Rows:
    return numbered(rows[:at] + rows[at + 1 :])


def inserted(rows: Rows, at: int, _random: Random) -> Rows:
    forged = hashed([*rows[:at], {**rows[at], "actor": "forger"}], at, at + 1)
    return numbered(forged + rows[at:])


def exchanged_with_the_next(rows: Rows, at: int, _random: Random) -> Rows:
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    return numbered(rows)


def rewritten_from_there_on(rows: Rows, at: int, _random: Random) -> Rows:
    rows[at]["actor"] = "forger"
    return hashed(rows, at, len(rows))


def deleted_and_the_rest_rewritten(rows: Rows, at: int, _random: Random) -> Rows:
    return hashed(numbered(rows[:at] + rows[at + 1 :]), at, len(rows) - 1)


def numbered(rows: Rows) -> Rows:
    return [{**row, "sequence": number} for number, row in enumerate(rows, 1)]


def hashed(rows: Rows, first: int, end: int) -> Rows:
    """Make these rows hang together again, as the forger's own program would."""
    for at in range(first, end):
        rows[at]["previous"] = rows[at - 1]["digest"] if at else ""
        rows[at]["digest"] = audit_digest({name: rows[at][name] for name in HASHED})
    return rows


def rewrite_events(session: Session, organization_id: int, first: int) -> str:
    """Change an event of the newest contract, hash all that follows anew, and return its number."""
    contract, events = _newest(session, organization_id)
    databases.unguard(session, "contract_event")
    previous = events[first - 2].digest
    for event in events[first - 1 :]:
        event.key, event.previous = f"{event.key}x", previous
        hashed = {name: getattr(event, name) for name in EVENT_HASHED}
        event.digest = previous = digest_of(contract.public_id, hashed)
    contract.head = previous
    session.flush()
    return str(contract.number)


def cut_events(session: Session, organization_id: int) -> tuple[str, str]:
    """Take the last event of the newest contract away; return the contract's number and the event's kind."""
    contract, events = _newest(session, organization_id)
    databases.unguard(session, "contract_event")
    contract.sequence, contract.head = events[-2].sequence, events[-2].digest
    session.delete(events[-1])
    session.flush()
    return str(contract.number), events[-1].kind


def one_more_revision(session: Session) -> str:
    """Add a signed file that nobody agreed to, and return its id."""
    row = session.scalars(select(Revision).where(Revision.kind == "final")).first()
    columns = {column.key: getattr(row, column.key) for column in Revision.__table__.columns}
    added = Revision(**{**columns, "id": None, "public_id": "added", "number": 9, "party": "forger"})
    session.add(added)
    session.flush()
    return added.public_id


def change_of(session: Session, anchor: Anchor, stamped: Stamped) -> None:
    """File an anchor without telling the logs."""
    session.add(row_of(anchor, stamped))
    session.flush()
    for head in anchor.heads:
        key = session.scalars(select(Organization.id).where(Organization.public_id == head.organization))
        reached = {"sequence": head.sequence, "digest": head.digest}
        session.add(AnchoredHead(organization_id=key.one(), number=anchor.number, **reached))
    session.flush()
    session.expire_all()


def _newest(session: Session, organization_id: int) -> tuple[Contract, list[ContractEvent]]:
    newest = select(Contract).where(Contract.organization_id == organization_id).order_by(Contract.id.desc())
    contract = session.scalars(newest.limit(1)).one()
    events = select(ContractEvent).where(ContractEvent.contract_id == contract.id)
    return contract, list(session.scalars(events.order_by(ContractEvent.sequence)))


def update(session: Session, table: str, change: str, *, guarded: bool = True, **named: object) -> None:
    if guarded:
        databases.unguard(session, table)
    session.execute(text(f"UPDATE {table} SET {change}"), named)  # noqa: S608 -- the tests' own words
    session.expire_all()
