"""What the engine has recorded as due, and how its letters fared (NX-02)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from contracts.letters import Fate
from contracts.watching import Fulfilment, Outcomes, fulfilment
from database.contract import Contract
from database.delivery import Delivery
from database.queries.contracts import may_see
from database.queries.watch_promise import MOST, Promise, Span
from database.record import ContractEvent, EffectRow
from database.sessions import Staff

MAILS = {
    "party_reminded": "reminder",
    "expiry_approached": "expiry_alert",
    "renewal_asked": "renewal_asked",
    "renewal_escalated": "renewal_escalated",
    "term_rolled_forward": "renewal_rolled",
}
"""The events that a day brings and somebody is told of, with the mail that tells it."""
AT_ONCE = 500
Key = tuple[int, int]


def recorded_promises(session: Session, staff: Staff, span: Span) -> Iterator[Promise]:
    """Yield what has come due within the span; it is recorded soon after, or when the worker is back."""
    query = (
        select(ContractEvent, Contract)
        .join(Contract, Contract.id == ContractEvent.contract_id)
        .where(
            may_see(staff),
            Contract.changed_at >= span.since,
            ContractEvent.kind.in_(MAILS),
            ContractEvent.at >= span.since.astimezone(UTC).isoformat(),
        )
        .options(selectinload(Contract.parties))
        .order_by(ContractEvent.at.desc())
        .limit(MOST)
    )
    found = [(event, contract) for event, contract in session.execute(query)]
    told = _told(session, [event for event, _contract in found])
    for event, contract in found:
        planned = planned_of(event)
        if span.holds(planned):
            known = told[event.contract_id, event.sequence]
            state = _state(event, fulfilment(planned, span.now, known))
            yield Promise(planned, MAILS[event.kind], state, known.told_at, contract)


def planned_of(event: ContractEvent) -> datetime:
    """Return when the event was due: as it says itself, or its own instant, to which an alert is punctual."""
    facts: Mapping[str, Any] = json.loads(event.facts)
    return datetime.fromisoformat(str(facts.get("planned") or event.at))


def _state(event: ContractEvent, found: Fulfilment) -> Fulfilment:
    """The rules themselves said late of a reminder that was held back by an absence (NX-10)."""
    is_late = bool(json.loads(event.facts).get("late"))
    return Fulfilment.LATE if found is Fulfilment.SENT and is_late else found


def _told(session: Session, events: Sequence[ContractEvent]) -> dict[Key, Outcomes]:
    """Return how the letters of each event fared; none and nothing owed means nobody was to be told."""
    at = {(one.contract_id, one.sequence): datetime.fromisoformat(one.at) for one in events}
    found: dict[Key, Outcomes] = {
        key: Outcomes(moment, Fulfilment.NOTHING.value) for key, moment in at.items()
    }
    contracts = sorted({contract for contract, _sequence in at})
    for some in (contracts[first : first + AT_ONCE] for first in range(0, len(contracts), AT_ONCE)):
        for key in _owed(session, some):
            if key in found:
                found[key] = Outcomes(None)
        for key, outcome in _delivered(session, some):
            if key in found:
                found[key] = _worst(found[key], outcome)
    return found


def _worst(one: Outcomes, other: Outcomes) -> Outcomes:
    if one.told_at is None or one.fate == Fulfilment.NOTHING:
        return other
    told_at = max(one.told_at, other.told_at or one.told_at)
    return Outcomes(told_at, one.fate if one.fate != Fate.SENT else other.fate)


def _owed(session: Session, contracts: Sequence[int]) -> Iterator[Key]:
    query = select(EffectRow.contract_id, EffectRow.sequence).where(
        EffectRow.contract_id.in_(contracts), EffectRow.done_at.is_(None)
    )
    yield from ((row[0], row[1]) for row in session.execute(query))


def _delivered(session: Session, contracts: Sequence[int]) -> Iterator[tuple[Key, Outcomes]]:
    """A letter names its event in its Message-ID: <contract>.<sequence>.<template>.<recipient>."""
    query = select(Delivery).where(Delivery.contract_id.in_(contracts), Delivery.template.in_(MAILS.values()))
    for row in session.scalars(query):
        sequence = row.message_id.split(".")[1]
        if sequence.isdecimal():
            yield (row.contract_id, int(sequence)), Outcomes(row.at, row.fate)
