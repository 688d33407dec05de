"""Documents per party of a draft: as the plan says them, and what is wrong with them (MK-65)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.document_ways import EVERYTHING, Way, Ways, unsigned_documents
from database.contract import Contract
from database.document import DocumentVersion
from database.document_ways import ways_in, ways_sent_to
from database.drafting.spelling import Fault
from database.party import Party
from database.placing import PartyBox
from database.queries.draft_asks import fields_of
from database.queries.draft_parties import parties_of
from database.queries.versions import newest_version


def ways_of_draft(session: Session, contract: Contract, party: Party) -> Ways:
    version = newest_version(session, contract)
    return ways_in(party, version) if version else EVERYTHING


def ways_now(session: Session, contract: Contract, party: Party) -> Ways:
    """Return what was fixed when it was sent, or what the draft says."""
    return ways_sent_to(session, party) if contract.sequence else ways_of_draft(session, contract, party)


def place_inputs(session: Session, party: Party, ways: Ways, documents: int) -> None:
    """Let inputs without a place stand in 署名欄 of the first document that the party signs."""
    signed = ways.signed(documents)
    for row in fields_of(session, party):
        if row.page is None and signed:
            row.document = signed[0]


def dividing_faults(session: Session, contract: Contract) -> tuple[Fault, ...]:
    """Return what `contracts.document_ways.require_ways` would refuse, and boxes where nobody signs."""
    version = newest_version(session, contract)
    if version is None:
        return ()
    parties = parties_of(session, contract)
    ways = {party.public_id: ways_in(party, version) for party in parties}
    if not any(one.are_divided for one in ways.values()):
        return ()
    return (
        *_unsigned(parties, ways, len(version.documents)),
        *(fault for party in parties for fault in _of_party(session, party, ways[party.public_id], version)),
    )


def _unsigned(parties: Sequence[Party], ways: dict[str, Ways], documents: int) -> Iterator[Fault]:
    signers = [ways[party.public_id] for party in parties if party.signs and not party.names_only]
    if signers and unsigned_documents(signers, documents):
        yield Fault("parties", "document_without_signer")


def _of_party(session: Session, party: Party, ways: Ways, version: DocumentVersion) -> Iterator[Fault]:
    count = len(version.documents)
    if party.signs and not ways.signed(count):
        yield Fault("parties", "nothing_for_party", party.public_id)
    if not party.signs and not ways.shown(count):
        yield Fault("parties", "nothing_to_read", party.public_id)
    if any(ways.of(place) is not Way.SIGN for place in _placed_on(session, party)):
        yield Fault("boxes", "box_where_not_signed", party.public_id)


def _placed_on(session: Session, party: Party) -> set[int]:
    boxes = select(PartyBox.document).where(PartyBox.party_id == party.id)
    inputs = (row.document for row in fields_of(session, party) if row.page is not None)
    return {*session.scalars(boxes), *inputs}
