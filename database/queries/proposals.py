"""The typed values of those who have agreed, and which of them are proposed as metadata (AD-20)."""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.fields import TypedField
from contracts.inputs import Meaning
from contracts.stage import HAS_AGREED
from database.contract import Contract
from database.inputs import typed_in_form
from database.party import Party
from database.proposals import ProposalAnswer
from database.record import ContractEvent

DAYS: dict[str, str] = {
    Meaning.AGREED_ON: "agreed_on",
    Meaning.STARTS_ON: "starts_on",
    Meaning.ENDS_ON: "ends_on",
}
"""Meanings that a column of the contract holds; the others are kept as they were adopted."""
OF_A_PARTY = frozenset({Meaning.ADDRESS, Meaning.COMPANY, Meaning.NAME})


@dataclass(frozen=True, slots=True)
class TypedValues:
    """What one party typed and agreed to; `form` is its frozen form's public id."""

    party: Party
    form: str
    fields: list[TypedField]


def typed_by_parties(session: Session, contract: Contract) -> list[TypedValues]:
    """Return the forms of the agreements that stand in the current round, in the order they were given."""
    query = select(ContractEvent.facts).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind == "agreement_recorded"
    )
    parties = {party.public_id: party for party in contract.parties if party.progress in HAS_AGREED}
    forms: dict[str, str] = {}
    for spelled in session.scalars(query.order_by(ContractEvent.sequence)):
        facts = json.loads(spelled)
        if facts["round"] == contract.round and facts["party"] in parties and facts.get("form"):
            forms[facts["party"]] = facts["form"]
    return [
        TypedValues(parties[party], form, typed_in_form(session, parties[party], form))
        for party, form in forms.items()
    ]


def answers_of(session: Session, contract: Contract) -> dict[tuple[str, str], ProposalAnswer]:
    query = select(ProposalAnswer).where(ProposalAnswer.contract_id == contract.id)
    return {(row.form, row.field): row for row in session.scalars(query.order_by(ProposalAnswer.id))}


def said_now(session: Session, contract: Contract, party: Party, maps_to: str) -> str:
    """Return what the contract says: an ISO day, else what was adopted last or what the sender entered."""
    if maps_to in DAYS:
        day = getattr(contract, DAYS[maps_to])
        return day.isoformat() if day else ""
    adopted = [
        row.value
        for row in answers_of(session, contract).values()
        if row.adopted
        and row.maps_to == maps_to
        and (maps_to not in OF_A_PARTY or row.party == party.public_id)
    ]
    entered: dict[str, str] = {Meaning.COMPANY: party.company, Meaning.NAME: party.name}
    return adopted[-1] if adopted else entered.get(maps_to, "")
