"""撤回の申し出: what a party asked for in the current round, and what the sender answered (AD-07)."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contract import Contract
from database.party import Party
from database.record import ContractEvent

ASKED, ANSWERED = "retraction_asked", "retraction_answered"


@dataclass(frozen=True, slots=True)
class Retraction:
    """`accepted` is None while the sender has not answered."""

    asked_at: datetime
    reason: str
    accepted: bool | None = None
    reply: str = ""

    @property
    def is_open(self) -> bool:
        return self.accepted is None


def has_open_retraction(session: Session, contract: Contract, until: int) -> bool:
    """Say whether, after the event of that sequence, a party of its round still waits for an answer."""
    query = select(ContractEvent.kind, ContractEvent.facts).where(
        ContractEvent.contract_id == contract.id,
        ContractEvent.sequence <= until,
        ContractEvent.kind.in_((ASKED, ANSWERED)),
    )
    newest: dict[tuple[str, int], str] = {}
    for kind, facts in session.execute(query.order_by(ContractEvent.sequence)):
        told = json.loads(facts)
        newest[told["party"], told["round"]] = kind
    return any(kind == ASKED for (_, number), kind in newest.items() if number == contract.round)


def retraction_of(session: Session, contract: Contract, party: Party) -> Retraction | None:
    """Return the newest one of the round."""
    query = select(ContractEvent).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind.in_((ASKED, ANSWERED))
    )
    found: Retraction | None = None
    for row in session.scalars(query.order_by(ContractEvent.sequence)):
        facts = json.loads(row.facts)
        if (facts["party"], facts["round"]) != (party.public_id, contract.round):
            continue
        if row.kind == ASKED:
            found = Retraction(datetime.fromisoformat(row.at), facts["reason"])
        elif found is not None:
            found = Retraction(found.asked_at, found.reason, facts["accepted"], facts["reply"])
    return found
