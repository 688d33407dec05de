"""The chains as they stand: every organisation's log, every contract's events, and each against the other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from contracts.event_table import KINDS, StoredEvent, digest_of
from contracts.log_walk import Break, Link, Walk
from database.anchors import AnchoredHead
from database.audit import HASHED, READ_AT_ONCE, AuditEvent, audit_digest
from database.contract import Contract
from database.queries.audit_log import ENGINE, facts_of_the_row
from database.queries.tombstones import at_rest
from database.rebuilding import record_of
from database.record import ContractEvent

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Walked:
    """`reached` is the last row that was walked; without a `broken` all up to there hang together."""

    reached: int
    broken: Break | None


@dataclass(frozen=True, slots=True)
class Stray:
    """An event that the log does not tell of (`is_logged` False), or a row of the log without its event."""

    contract: str
    sequence: int
    kind: str
    at: str
    is_logged: bool


def walked_log(
    session: Session,
    organization_id: int,
    known: Mapping[int, str],
    after: int = 0,
    goes_on: Callable[[int], bool] = lambda _: True,
) -> Walked:
    """Walk the rows after row `after`, which was walked before, for as long as `goes_on` says.

    `goes_on` is asked now and then with the row that was reached.
    """
    last, before = _row_at(session, organization_id, after), _row_at(session, organization_id, after - 1)
    walk = Walk(known, last, before.digest if before else "")
    query = _links(organization_id)
    if after:
        query = query.where(AuditEvent.sequence > after)
    with session.execute(query.execution_options(yield_per=READ_AT_ONCE)) as rows:
        for number, row in enumerate(rows, 1):
            broken = walk.see(_link(row))
            if broken is not None:
                return Walked(walk.reached, broken)
            if number % READ_AT_ONCE == 0 and not goes_on(walk.reached):
                return Walked(walk.reached, None)
    return Walked(walk.reached, walk.end())


def first_broken_link(session: Session, organization_id: int) -> int | None:
    """Return the first row of a log that is not what it was, as far as rows and anchors tell, or None."""
    found = walked_log(session, organization_id, anchored_heads(session, organization_id)).broken
    return found.sequence if found else None


def anchored_heads(session: Session, organization_id: int) -> dict[int, str]:
    """Return the digest of each row of this log that was a head when it was anchored, by sequence."""
    query = select(AnchoredHead.sequence, AnchoredHead.digest)
    rows = session.execute(query.where(AnchoredHead.organization_id == organization_id))
    return {row[0]: row[1] for row in rows}


def broken_events(session: Session, contract: Contract) -> Break | None:
    """Return where a contract's events break; the contract keeps the head of its chain."""
    known = {contract.sequence: contract.head} if contract.sequence else {}
    walk = Walk(known)
    for event in record_of(session, contract):
        broken = walk.see(_event_link(contract.public_id, event))
        if broken is not None:
            return broken
    return walk.end()


def strays(session: Session, organization_id: int) -> Iterator[Stray]:
    """Yield what one of log and contracts tells and the other does not, the contracts in their order.

    The row of an event holds the event's digest, which is made over contract, sequence and kind as well.
    EXCEPT sorts on both databases; NOT IN and NOT EXISTS go through the whole other side for each row on one
    of them, however small the difference is.
    """
    logged = _logged(organization_id).with_only_columns(AuditEvent.facts)
    recorded = _recorded(organization_id).with_only_columns(facts_of_the_row())
    events = (
        _recorded(organization_id)
        .with_only_columns(Contract.public_id, ContractEvent.sequence, ContractEvent.kind, ContractEvent.at)
        .where(facts_of_the_row().in_(recorded.except_(logged)))
        .order_by(ContractEvent.contract_id, ContractEvent.sequence)
    )
    yield from (Stray(*row, is_logged=False) for row in session.execute(events))
    rows = (
        _logged(organization_id)
        .with_only_columns(AuditEvent.subject, AuditEvent.sequence, AuditEvent.code, AuditEvent.at)
        .where(AuditEvent.facts.in_(logged.except_(recorded)))
        .order_by(AuditEvent.sequence)
    )
    yield from (Stray(*row, is_logged=True) for row in session.execute(rows))


def _recorded(organization_id: int) -> Select[ContractEvent]:
    query = select(ContractEvent).join(Contract, Contract.id == ContractEvent.contract_id)
    return query.where(Contract.organization_id == organization_id)


def _logged(organization_id: int) -> Select[AuditEvent]:
    return select(AuditEvent).where(
        AuditEvent.organization_id == organization_id,
        AuditEvent.actor == ENGINE,
        AuditEvent.code.in_(KINDS),
        AuditEvent.subject.not_in(at_rest(organization_id)),
    )


def _links(organization_id: int) -> Select[AuditEvent]:
    query = select(*(getattr(AuditEvent, name) for name in HASHED), AuditEvent.digest)
    return query.where(AuditEvent.organization_id == organization_id).order_by(AuditEvent.sequence)


def _row_at(session: Session, organization_id: int, sequence: int) -> Link | None:
    row = session.execute(_links(organization_id).where(AuditEvent.sequence == sequence)).first()
    return _link(row) if row else None


def _link(row: Row[Any]) -> Link:
    columns = row._asdict()
    digest = columns.pop("digest")

    def made_as(sequence: int) -> str:
        return audit_digest({**columns, "sequence": sequence})

    return Link(columns["sequence"], columns["previous"], digest, audit_digest(columns), made_as)


def _event_link(contract: str, event: StoredEvent) -> Link:
    hashed = {name: getattr(event, name) for name in StoredEvent.__slots__ if name != "digest"}

    def made_as(sequence: int) -> str:
        return digest_of(contract, {**hashed, "sequence": sequence})

    return Link(event.sequence, event.previous, event.digest, digest_of(contract, hashed), made_as)
