"""The acts of a contract in the order they were recorded, with the names of those who acted."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contract import Contract, Party, RequiredDocument
from database.queries.draft_parties import parties_of
from database.queries.people import names_of_people
from database.record import ContractEvent


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """One row of the record; `actor` and `party` are names, empty where nobody of that kind took part."""

    sequence: int
    kind: str
    at: datetime
    actor: str
    party: str
    round: int
    reason: str
    item: str


def acts_of(session: Session, contract: Contract) -> Sequence[RecordedAct]:
    query = select(ContractEvent).where(ContractEvent.contract_id == contract.id)
    rows = session.scalars(query.order_by(ContractEvent.sequence)).all()
    read = [(row, json.loads(row.facts)) for row in rows]
    names = _names(session, contract, [facts for _, facts in read])
    items = _items(session, contract)
    return [_act(row, facts, names, items) for row, facts in read]


def last_reason(acts: Sequence[RecordedAct]) -> RecordedAct | None:
    """Return the send-back that still waits for its answer."""
    for act in reversed(acts):
        if act.kind in {"sent_back", "returned_to_owner"}:
            return act
    return None


def _act(
    row: ContractEvent, facts: dict[str, Any], names: dict[str, str], items: dict[str, str]
) -> RecordedAct:
    return RecordedAct(
        sequence=row.sequence,
        kind=row.kind,
        at=datetime.fromisoformat(row.at),
        actor=names.get(facts.get("origin", {}).get("actor", ""), ""),
        party=names.get(facts.get("party", ""), ""),
        round=int(facts.get("round", 1)),
        reason=facts.get("reason") or facts.get("reply") or "",
        item=items.get(facts.get("item", ""), ""),
    )


def _names(session: Session, contract: Contract, facts: Sequence[dict[str, Any]]) -> dict[str, str]:
    actors = {one["origin"]["actor"] for one in facts if "origin" in one}
    people = names_of_people(session, contract.organization_id, actors)
    return people | {party.public_id: name_of(party) for party in parties_of(session, contract)}


def name_of(party: Party) -> str:
    """Return company and person as one name; pages add 様."""
    return f"{party.company}　{party.name}" if party.company else party.name


def _items(session: Session, contract: Contract) -> dict[str, str]:
    query = select(RequiredDocument).join(Party, Party.id == RequiredDocument.party_id)
    rows = session.scalars(query.where(Party.contract_id == contract.id))
    return {row.public_id: row.title for row in rows}
