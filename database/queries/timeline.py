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
from database.succession import Change, changes_of, name_at

ACCEPTED, REFUSED, NAMING = "accepted", "refused", "naming"


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """One row of the record; `actor` and `party` are names, empty where nobody of that kind took part.

    They are the names of whoever held the place then (CL-20). `outcome` is accepted or refused, of an answer;
    naming, of what a 取引士 did (AD-03).
    """

    sequence: int
    kind: str
    at: datetime
    actor: str
    party: str
    round: int
    reason: str
    item: str
    outcome: str = ""


def acts_of(session: Session, contract: Contract) -> Sequence[RecordedAct]:
    query = select(ContractEvent).where(ContractEvent.contract_id == contract.id)
    rows = session.scalars(query.order_by(ContractEvent.sequence)).all()
    read = [(row, json.loads(row.facts)) for row in rows]
    known = _Known(
        _people(session, contract, [facts for _, facts in read]),
        {party.public_id: party for party in parties_of(session, contract)},
        changes_of(session, contract),
        _items(session, contract),
    )
    return [_act(row, facts, known) for row, facts in read]


def last_reason(acts: Sequence[RecordedAct]) -> RecordedAct | None:
    """Return the send-back, or the accepted retraction, that still waits for its answer."""
    for act in reversed(acts):
        if act.kind in {"sent_back", "returned_to_owner"} or act.outcome == ACCEPTED:
            return act
    return None


@dataclass(frozen=True, slots=True)
class _Known:
    people: dict[str, str]
    parties: dict[str, Party]
    changes: dict[str, list[Change]]
    items: dict[str, str]

    def name(self, public_id: str, sequence: int) -> str:
        if public_id in self.parties:
            return _joined(*name_at(self.changes, self.parties[public_id], sequence))
        return self.people.get(public_id, "")

    def is_naming(self, facts: dict[str, Any]) -> bool:
        party = self.parties.get(facts.get("party", ""))
        return party is not None and party.names_only

    def item(self, row: ContractEvent, facts: dict[str, Any]) -> str:
        """Return what the act was about; of a hand-over, from whom to whom."""
        if row.kind != "party_handed_over":
            return self.items.get(facts.get("item", ""), "")
        given = (self.name(facts["party"], row.sequence + later) for later in (0, 1))
        return " → ".join(given)


def _act(row: ContractEvent, facts: dict[str, Any], known: _Known) -> RecordedAct:
    outcome = {True: ACCEPTED, False: REFUSED}.get(facts.get("accepted", ""), "")
    outcome = outcome or (NAMING if known.is_naming(facts) else "")
    return RecordedAct(
        sequence=row.sequence,
        kind=row.kind,
        at=datetime.fromisoformat(row.at),
        actor=known.name(facts.get("origin", {}).get("actor", ""), row.sequence),
        party=known.name(facts.get("party", ""), row.sequence),
        round=int(facts.get("round", 1)),
        reason=facts.get("reason") or facts.get("reply") or "",
        item=known.item(row, facts),
        outcome=outcome,
    )


def _people(session: Session, contract: Contract, facts: Sequence[dict[str, Any]]) -> dict[str, str]:
    actors = {one["origin"]["actor"] for one in facts if "origin" in one}
    return names_of_people(session, contract.organization_id, actors)


def name_of(party: Party) -> str:
    """Return company and person as one name; pages add 様."""
    return _joined(party.company, party.name)


def _joined(company: str, name: str) -> str:
    return f"{company}　{name}" if company else name


def _items(session: Session, contract: Contract) -> dict[str, str]:
    query = select(RequiredDocument).join(Party, Party.id == RequiredDocument.party_id)
    rows = session.scalars(query.where(Party.contract_id == contract.id))
    return {row.public_id: row.title for row in rows}
