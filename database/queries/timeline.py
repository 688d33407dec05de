"""The acts of a contract in the order they were recorded, with the names of those who acted."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contacts import told
from database.contract import Contract
from database.party import Party, RequiredDocument
from database.queries.approval_words import people_in, steps_of
from database.queries.draft_parties import parties_of
from database.queries.people import names_of_people
from database.record import ContractEvent
from database.succession import Change, changes_of, name_at

ACCEPTED, REFUSED, NAMING = "accepted", "refused", "naming"
LATE, ON, OFF = "late", "on", "off"
FOR_APPROVAL = "for_approval"


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """One row of the record; `actor` and `party` are names, empty where nobody of that kind took part.

    They are the names of whoever held the place then (CL-20). `outcome` is accepted or refused, of an answer;
    naming, of what a 取引士 did (AD-03); for_approval, of what went to approvers first (MK-49).
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
    on_behalf: str = ""


def acts_of(session: Session, contract: Contract) -> Sequence[RecordedAct]:
    query = select(ContractEvent).where(ContractEvent.contract_id == contract.id)
    rows = session.scalars(query.order_by(ContractEvent.sequence)).all()
    read = [(row, json.loads(row.facts)) for row in rows]
    known = _Known(
        _people(session, contract, [facts for _, facts in read]),
        {party.public_id: party for party in parties_of(session, contract)},
        changes_of(session, contract),
        _items(session, contract),
        steps_of(read),
    )
    return [_act(row, facts, known) for row, facts in read]


def last_reason(acts: Sequence[RecordedAct]) -> RecordedAct | None:
    """Return the send-back, or the accepted retraction, that still waits for its answer."""
    for act in reversed(acts):
        if act.kind in {"sent_back", "returned_to_owner", "pulled_back"} or act.outcome == ACCEPTED:
            return act
    return None


@dataclass(frozen=True, slots=True)
class _Known:
    people: dict[str, str]
    parties: dict[str, Party]
    changes: dict[str, list[Change]]
    items: dict[str, str]
    steps: dict[int, str]

    def name(self, public_id: str, sequence: int) -> str:
        if public_id in self.parties:
            return _joined(*name_at(self.changes, self.parties[public_id], sequence))
        return self.people.get(public_id, "")

    def words(self, sequence: int, facts: dict[str, Any]) -> str:
        said = facts.get("reason") or facts.get("reply") or facts.get("comment") or ""
        others = [one for one in people_in(facts) if one != facts.get("on_behalf")]
        return str(said) or "、".join(self.name(one, sequence) for one in others)

    def is_naming(self, facts: dict[str, Any]) -> bool:
        party = self.parties.get(facts.get("party", ""))
        return party is not None and party.names_only

    def item(self, row: ContractEvent, facts: dict[str, Any]) -> str:
        """Return what the act was about; of a hand-over or a new address, from where to where."""
        if row.kind == "contact_changed":
            return self._addresses(row.sequence, facts["party"])
        if row.kind == "deadline_extended":
            return str(facts["day"])
        if row.kind != "party_handed_over":
            return self.steps.get(row.sequence) or self.items.get(facts.get("item", ""), "")
        given = (self.name(facts["party"], row.sequence + later) for later in (0, 1))
        return " → ".join(given)

    def _addresses(self, sequence: int, party: str) -> str:
        holder = next(one.holder for one in self.changes[party] if one.sequence == sequence)
        before = told(holder.previous_mail, holder.previous_phone)
        return f"{before} → {told(holder.mail, holder.phone)}"


def _act(row: ContractEvent, facts: dict[str, Any], known: _Known) -> RecordedAct:
    outcome = {True: ACCEPTED, False: REFUSED}.get(facts.get("accepted", ""), "")
    outcome = outcome or (NAMING if known.is_naming(facts) else "") or _of_reminders(facts)
    outcome = outcome or (FOR_APPROVAL if facts.get("needs_approval") else "")
    return RecordedAct(
        sequence=row.sequence,
        kind=row.kind,
        at=datetime.fromisoformat(row.at),
        actor=known.name(facts.get("origin", {}).get("actor", ""), row.sequence),
        party=known.name(facts.get("party", ""), row.sequence),
        round=int(facts.get("round", 1)),
        reason=known.words(row.sequence, facts),
        item=known.item(row, facts),
        outcome=outcome,
        on_behalf=known.name(facts.get("on_behalf", ""), row.sequence),
    )


def _of_reminders(facts: dict[str, Any]) -> str:
    """Return late, of a reminder that could not be sent in time; on or off, of what the sender changed."""
    if facts.get("late"):
        return LATE
    return {True: ON, False: OFF}.get(facts.get("on", ""), "")


def _people(session: Session, contract: Contract, facts: Sequence[dict[str, Any]]) -> dict[str, str]:
    actors = {one["origin"]["actor"] for one in facts if "origin" in one}
    named = {person for one in facts for person in people_in(one)}
    return names_of_people(session, contract.organization_id, actors | named)


def name_of(party: Party) -> str:
    """Return company and person as one name; pages add 様."""
    return _joined(party.company, party.name)


def _joined(company: str, name: str) -> str:
    return f"{company}　{name}" if company else name


def _items(session: Session, contract: Contract) -> dict[str, str]:
    query = select(RequiredDocument).join(Party, Party.id == RequiredDocument.party_id)
    rows = session.scalars(query.where(Party.contract_id == contract.id))
    return {row.public_id: row.title for row in rows}
