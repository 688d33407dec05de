"""期限・リマインド on a contract's page: until when each may answer, and what comes by itself (MK-56)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from contracts.event_table import StoredEvent
from contracts.evolve import folded
from contracts.life import civil_day
from contracts.reminders import Reminding
from contracts.reminding import next_reminder
from contracts.stage import AWAITING_SIGNATURES
from contracts.state import ContractState
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.rebuilding import record_of
from webapp.texts.reminders import SHORT

ASKING = frozenset({"party_invited", "link_reissued"})


@dataclass(frozen=True, slots=True)
class PartyDeadline:
    """`until` is when the party's time ends; asked `days_since` days ago in Japan, 0 today (IM-73)."""

    party: Party
    until: datetime
    days_since: int


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Of a contract whose parties are asked; `reminding` is empty where nobody is reminded."""

    parties: Sequence[PartyDeadline]
    last_day: date | None
    reminding: str
    stopped: bool
    next_at: datetime | None


def deadlines_of(session: Session, contract: Contract) -> Deadlines | None:
    """Return what the record says now; None while nobody is asked."""
    if contract.stage not in AWAITING_SIGNATURES or contract.frozen_at:
        return None
    record = record_of(session, contract)
    state = folded(contract.public_id, record)
    if not state.is_waiting_for_answers:
        return None
    schedule, coming = state.schedule, next_reminder(state)
    reminds = schedule.reminding is not Reminding.NONE
    return Deadlines(
        parties=_parties(contract, state, _asked_on(record), civil_day(now_of(session))),
        last_day=schedule.last_day,
        reminding=str(SHORT[schedule.reminding]) if reminds else "",
        stopped=schedule.stopped,
        next_at=coming.at if coming else None,
    )


def _parties(
    contract: Contract, state: ContractState, asked_on: dict[str, date], today: date
) -> list[PartyDeadline]:
    until = {party.id: party.answer_until for party in state.pending if party.invited}
    return [
        PartyDeadline(party, at, (today - asked_on[party.public_id]).days)
        for party in contract.parties
        if (at := until.get(party.public_id)) is not None
    ]


def _asked_on(record: Sequence[StoredEvent]) -> dict[str, date]:
    """Return the day in Japan of each party's last request."""
    asked = (event for event in record if event.kind in ASKING)
    return {json.loads(event.facts)["party"]: civil_day(datetime.fromisoformat(event.at)) for event in asked}
