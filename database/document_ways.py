"""Which documents a party signs, reads or never gets: as a draft says, or as the record says (MK-65)."""

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.document_ways import EVERYTHING, Way, Ways
from database.document import DocumentVersion
from database.party import Party
from database.record import ContractEvent

SUBMITTED = "contract_submitted"


def chosen(party: Party) -> dict[str, str]:
    """Return the way of each document that is not signed, by the digest of the file worked with."""
    return dict(json.loads(party.document_ways)) if party.document_ways else {}


def choose(party: Party, ways: Mapping[str, str]) -> None:
    divided = {digest: way for digest, way in ways.items() if way != Way.SIGN}
    party.document_ways = json.dumps(divided, sort_keys=True) if divided else ""


def ways_in(party: Party, version: DocumentVersion) -> Ways:
    """Return what the draft says of its documents as they stand; one that was not there before is signed."""
    held = chosen(party)
    told = {place: held.get(one.working.digest) for place, one in enumerate(version.documents, 1)}
    return Ways(
        frozenset(place for place, way in told.items() if way == Way.READ and party.signs),
        frozenset(place for place, way in told.items() if way == Way.NONE),
    )


def sent_ways(session: Session, contract_id: int) -> dict[str, Ways]:
    """Return, by public id of the party, what was fixed when the contract was sent."""
    query = select(ContractEvent.facts).where(
        ContractEvent.contract_id == contract_id, ContractEvent.kind == SUBMITTED
    )
    facts = session.scalars(query).first()
    plans = json.loads(facts)["parties"] if facts else []
    return {
        plan["id"]: Ways(frozenset(plan.get("read_only", ())), frozenset(plan.get("not_sent", ())))
        for plan in plans
    }


def ways_sent_to(session: Session, party: Party) -> Ways:
    return sent_ways(session, party.contract_id).get(party.public_id, EVERYTHING)


def copy_ways(party: Party, ways: Ways, version: DocumentVersion) -> None:
    """Let a draft's party be asked for each document as `ways` say of the version it was made of."""
    choose(party, {one.working.digest: ways.of(place) for place, one in enumerate(version.documents, 1)})


def is_shown(ways: Ways, place: int) -> bool:
    return ways.of(place) is not Way.NONE
