"""Handing a place over, and who held it when: the record keeps the names of those who acted (CL-20)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.claiming import Holding
from contracts.handing_over import HANDED_OVER, Successor, succession_of
from database.contract import Contract
from database.delivery import PartyLink
from database.engine import now_of
from database.holders import PartyHolder
from database.party import Party
from database.record import ContractEvent

CHANGES = ("party_claimed", "party_handed_over", "contact_changed")


@dataclass(frozen=True, slots=True)
class Change:
    """The event of this `sequence` gave the place to `holder`."""

    sequence: int
    holder: PartyHolder

    @property
    def is_handed_over(self) -> bool:
        return self.holder.how == HANDED_OVER


def keep_successor(
    session: Session, party: Party, round_number: int, key: str, successor: Successor
) -> Holding:
    """Write who is to take the place, once, and return what the act names."""
    holding = succession_of(party.public_id, round_number, key, successor)
    if session.scalar(select(PartyHolder.id).where(PartyHolder.public_id == holding.id)) is None:
        session.add(
            PartyHolder(
                public_id=holding.id,
                organization_id=party.organization_id,
                party_id=party.id,
                round=round_number,
                how=HANDED_OVER,
                company=successor.company,
                name=successor.name,
                mail=successor.mail,
                language=successor.language,
                message=successor.message,
                digest=holding.digest,
                previous_company=party.company,
                previous_name=party.name,
                previous_mail=party.mail,
                previous_language=party.language,
                created_at=now_of(session),
            )
        )
    return holding


def mails_beside(session: Session, party: Party) -> tuple[str, ...]:
    """Return the addresses of whoever holds the other places of the contract now."""
    query = select(Party.mail).where(
        Party.contract_id == party.contract_id, Party.id != party.id, Party.mail != ""
    )
    return tuple(session.scalars(query))


def changes_of(session: Session, contract: Contract) -> dict[str, list[Change]]:
    """Return who took which place when, oldest first, by the public id of the party."""
    query = select(ContractEvent).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind.in_(CHANGES)
    )
    told = [(row.sequence, json.loads(row.facts)) for row in session.scalars(query)]
    named = [facts["holder"] for _, facts in told]
    rows = session.scalars(select(PartyHolder).where(PartyHolder.public_id.in_(named)))
    holders = {row.public_id: row for row in rows}
    found: dict[str, list[Change]] = {}
    for sequence, facts in sorted(told, key=lambda one: one[0]):
        found.setdefault(facts["party"], []).append(Change(sequence, holders[facts["holder"]]))
    return found


def has_been_handed_over(session: Session, party: Party) -> bool:
    """Tell whether somebody passed the place on, also where it was passed on again since (MK-64)."""
    changes = changes_of(session, party.contract).get(party.public_id, [])
    return any(one.is_handed_over for one in changes)


def name_at(changes: Mapping[str, list[Change]], party: Party, sequence: int) -> tuple[str, str]:
    """Return company and name of whoever held the place when the event of `sequence` was recorded.

    Whoever hands over still holds the place in that event, whoever claims it holds it already.
    """
    for change in changes.get(party.public_id, []):
        if sequence < change.sequence + change.is_handed_over:
            return change.holder.previous_company, change.holder.previous_name
    return party.company, party.name


def successor_by_link(session: Session, link: PartyLink) -> str:
    """Return the name of whoever took the place from the person that this link was sent to, or nothing."""
    query = select(ContractEvent).where(
        ContractEvent.contract_id == link.party.contract_id, ContractEvent.kind == "party_handed_over"
    )
    for row in session.scalars(query.order_by(ContractEvent.sequence)):
        facts = json.loads(row.facts)
        if facts["party"] == link.party.public_id and row.sequence > link.issue:
            chosen = select(PartyHolder.name).where(PartyHolder.public_id == facts["holder"])
            return session.scalars(chosen).first() or ""
    return ""
