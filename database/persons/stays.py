"""Since when and until when a person held a party's place: whose the acts of a party are (LW-39).

Before a hand-over a place is one person's, after it another's; what each did in it is theirs alone.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contract import Contract
from database.holders import PartyHolder
from database.party import Party
from database.persons.person import Person, at_once
from database.record import ContractEvent

PARTY, HOLDER = "party", "party_holder"
TAKEN_OVER = ("party_claimed", "party_handed_over", "contact_changed")
Taking = tuple[PartyHolder, datetime]
"""Who took a place, and when the record says so."""


@dataclass(frozen=True, slots=True)
class Stay:
    """`holder` is empty for whom the sender had named; `ended` is None for who holds the place now."""

    party: Party
    contract: Contract
    holder: str
    began: datetime | None
    ended: datetime | None

    def covers(self, moment: datetime) -> bool:
        return (self.began is None or self.began <= moment) and (self.ended is None or moment < self.ended)


def stays_of(session: Session, person: Person) -> list[Stay]:
    """Return every place the person holds or has held in contracts of the organisation."""
    found: list[Stay] = []
    for some in at_once(_parties_named(session, person)):
        query = select(Party, Contract).join(Contract, Contract.id == Party.contract_id)
        pairs = [(row[0], row[1]) for row in session.execute(query.where(Party.id.in_(some)))]
        chains = _chains(session, [party for party, _ in pairs])
        for party, contract in pairs:
            found += _own(person, party, contract, chains.get(party.id, []))
    return found


def _parties_named(session: Session, person: Person) -> list[int]:
    here = PartyHolder.organization_id == person.organization_id
    ticked = PartyHolder.id.in_(person.rows_ticked(HOLDER))
    is_theirs = person.is_at(PartyHolder.mail, PartyHolder.previous_mail) | ticked
    named = person.is_at(Party.mail) | Party.id.in_(person.rows_ticked(PARTY))
    ids = set(session.scalars(select(PartyHolder.party_id).where(here, is_theirs)))
    ids |= set(
        session.scalars(select(Party.id).where(Party.organization_id == person.organization_id, named))
    )
    return sorted(ids)


def _chains(session: Session, parties: Sequence[Party]) -> dict[int, list[Taking]]:
    """Return who took each place, in order; a row whose act was refused after it was written took none."""
    query = select(PartyHolder).where(PartyHolder.party_id.in_([one.id for one in parties]))
    holders = session.scalars(query.order_by(PartyHolder.id)).all()
    if not holders:
        return {}
    taken = _holders_recorded(session, {one.contract_id for one in parties})
    chains: dict[int, list[Taking]] = {}
    for one in holders:
        if one.public_id in taken:
            chains.setdefault(one.party_id, []).append((one, taken[one.public_id]))
    return chains


def _holders_recorded(session: Session, contracts: set[int]) -> dict[str, datetime]:
    query = select(ContractEvent.facts, ContractEvent.at).where(
        ContractEvent.contract_id.in_(contracts), ContractEvent.kind.in_(TAKEN_OVER)
    )
    return {json.loads(facts)["holder"]: datetime.fromisoformat(at) for facts, at in session.execute(query)}


def _own(person: Person, party: Party, contract: Contract, chain: Sequence[Taking]) -> Iterator[Stay]:
    """Yield the stretches that are this person's; ticking a party means who holds it now."""
    ends: list[datetime | None] = [*(at for _holder, at in chain), None]
    first = chain[0][0].previous_mail if chain else party.mail
    is_ticked = (PARTY, party.id) in person.ticked
    if person.has(first) or (is_ticked and not chain):
        yield Stay(party, contract, "", None, ends[0])
    for (one, began), ended in zip(chain, ends[1:], strict=True):
        meant = (HOLDER, one.id) in person.ticked or (is_ticked and ended is None)
        if person.has(one.mail) or meant:
            yield Stay(party, contract, one.public_id, began, ended)


def by_party(stays: Iterable[Stay]) -> dict[int, list[Stay]]:
    found: dict[int, list[Stay]] = {}
    for stay in stays:
        found.setdefault(stay.party.id, []).append(stay)
    return found
