"""What the contracts' own days promise: reminders to sign, alerts before the end, questions (NX-02).

It asks the contracts and not the engine: an engine that has forgotten a contract is just what is looked for.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from contracts.life import A_DAY, Life, civil_day
from contracts.term import LONGEST_ALERT_DAYS
from contracts.watching import Outcomes, fulfilment, morning
from database.contract import Contract
from database.queries.coming_deadlines import OVER
from database.queries.contracts import may_see
from database.queries.watch_promise import MOST, Promise, Span
from database.record import ContractEvent
from database.sessions import Staff

SAYING, ALERTING = ("term_opened", "term_changed"), "expiry_approached"
UNTOLD = Outcomes(None)


@dataclass(frozen=True, slots=True)
class _Term:
    """What the record says of a term: its days, and until when people were alerted of which end."""

    alert_days: tuple[int, ...] = ()
    ask_on: date | None = None
    alerted_at: datetime | None = None
    alerted_of: str = ""


def coming_promises(session: Session, staff: Staff, span: Span) -> Iterator[Promise]:
    """Yield what is promised for the span and has not been recorded: to come, or missed."""
    yield from _reminders(session, staff, span)
    yield from _alerts(session, staff, span)


def _reminders(session: Session, staff: Staff, span: Span) -> Iterator[Promise]:
    query = (
        select(Contract)
        .where(may_see(staff), Contract.reminder_at >= span.since, Contract.reminder_at < span.until)
        .options(selectinload(Contract.parties))
        .order_by(Contract.reminder_at)
        .limit(MOST)
    )
    for contract in session.scalars(query):
        if contract.reminder_at is not None:
            state = fulfilment(contract.reminder_at, span.now, UNTOLD)
            yield Promise(contract.reminder_at, "reminder", state, contract=contract)


def _alerts(session: Session, staff: Staff, span: Span) -> Iterator[Promise]:
    """No alert lies longer before the end than one may be asked for, nor before the term begins."""
    soonest, latest = civil_day(span.since), civil_day(span.until) + LONGEST_ALERT_DAYS * A_DAY
    query = (
        select(Contract)
        .where(
            may_see(staff),
            Contract.life.not_in(OVER),
            Contract.ends_on.between(soonest, latest),
            Contract.sequence > 0,
        )
        .options(selectinload(Contract.parties))
        .order_by(Contract.ends_on)
        .limit(MOST)
    )
    contracts = session.scalars(query).all()
    terms = _terms(session, [one.id for one in contracts])
    for contract in contracts:
        for planned in alerts_due(contract, terms[contract.id]):
            if span.holds(planned):
                state = fulfilment(planned, span.now, UNTOLD)
                yield Promise(planned, "expiry_alert", state, contract=contract)
        asked = asking_due(contract, terms[contract.id])
        if asked is not None and span.holds(asked):
            state = fulfilment(asked, span.now, UNTOLD)
            yield Promise(asked, "renewal_asked", state, contract=contract)


def alerts_due(contract: Contract, term: _Term) -> list[datetime]:
    """Return the alerts that no event has told yet; the last one told settles all before it."""
    if contract.ends_on is None:
        return []
    first = contract.starts_on or date.min
    found = {morning(max(first, contract.ends_on - days * A_DAY)) for days in term.alert_days}
    told = term.alerted_at if term.alerted_of == contract.ends_on.isoformat() else None
    return sorted(at for at in found if told is None or at > told)


def asking_due(contract: Contract, term: _Term) -> datetime | None:
    """Return when the owner is asked to decide on the renewal, None once that is done or needless (MK-22)."""
    is_open = contract.life in {Life.IN_FORCE, Life.NOT_STARTED} and not contract.renewal_answer
    is_asked = contract.renewal_asked_at is not None
    asks = contract.auto_renews is True or bool(contract.notice_period)
    if term.ask_on is None or not is_open or is_asked or not asks:
        return None
    return morning(max(term.ask_on, contract.starts_on or term.ask_on))


def _terms(session: Session, contracts: Sequence[int]) -> Mapping[int, _Term]:
    found: defaultdict[int, _Term] = defaultdict(_Term)
    query = select(ContractEvent.contract_id, ContractEvent.kind, ContractEvent.facts, ContractEvent.at)
    wanted = ContractEvent.contract_id.in_(contracts), ContractEvent.kind.in_((*SAYING, ALERTING))
    rows = session.execute(query.where(*wanted).order_by(ContractEvent.sequence))
    for contract, kind, facts, at in rows:
        told = json.loads(facts)
        if kind == ALERTING:
            alerted = datetime.fromisoformat(at)
            found[contract] = replace(found[contract], alerted_at=alerted, alerted_of=told["ends_on"])
        else:
            ask_on = date.fromisoformat(told["ask_on"]) if told.get("ask_on") else None
            found[contract] = replace(found[contract], alert_days=tuple(told["alert_days"]), ask_on=ask_on)
    return found
