"""How a contract came from the round before to the one now: the files of both, the reason, the answer."""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contract import Contract
from database.document_ways import is_shown, ways_sent_to
from database.party import Party
from database.queries.revised_documents import RevisedEnvelope, revised_envelope
from database.record import ContractEvent, ContractRound

SENT_BACK, ANSWERED = "sent_back", "round_opened"


@dataclass(frozen=True, slots=True)
class Revised:
    """`reason` is the reader's own; what another party wrote is for the sender alone (AD-06)."""

    envelope: RevisedEnvelope
    reason: str
    answer: str


def revision_of(session: Session, contract: Contract, reader: Party) -> Revised | None:
    """Return how the current round differs from the one before; None if nobody outside has seen another."""
    numbers = (contract.round - 1, contract.round)
    query = select(ContractRound).where(
        ContractRound.contract_id == contract.id, ContractRound.number.in_(numbers)
    )
    rounds = {row.number: row for row in session.scalars(query)}
    if not set(numbers) <= rounds.keys() or not rounds[contract.round - 1].sent_digest:
        return None
    old, new = (rounds[number].version for number in numbers)
    told = _told(session, contract)
    own = [
        facts["reason"]
        for kind, facts in told
        if kind == SENT_BACK and (facts["party"], facts["round"]) == (reader.public_id, numbers[0])
    ]
    answers = [
        facts["reply"] for kind, facts in told if kind == ANSWERED and facts["round"] == contract.round
    ]
    envelope = _shown_to(session, reader, revised_envelope(contract, old, new))
    return Revised(envelope, _last(own), _last(answers))


def _shown_to(session: Session, reader: Party, envelope: RevisedEnvelope) -> RevisedEnvelope:
    """Leave out what the reader was never sent; such documents stay the same by name and order (MK-65)."""
    ways = ways_sent_to(session, reader)
    if not ways.are_divided:
        return envelope
    shown = (one for place, one in enumerate(envelope.documents, 1) if is_shown(ways, place))
    return RevisedEnvelope(tuple(shown), ())


def _told(session: Session, contract: Contract) -> list[tuple[str, dict[str, object]]]:
    query = select(ContractEvent.kind, ContractEvent.facts).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind.in_((SENT_BACK, ANSWERED))
    )
    return [
        (kind, json.loads(facts)) for kind, facts in session.execute(query.order_by(ContractEvent.sequence))
    ]


def _last(texts: list[object]) -> str:
    return str(texts[-1]) if texts else ""
