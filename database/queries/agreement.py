"""What a party needs to agree: the document as it stands, what it has given, and who is still to agree."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.stage import Progress
from contracts.standing import Standing
from database.contract import Contract, Party
from database.document import StoredFile, SubmittedFile
from database.evidence import ImprintRow, Revision
from database.record import ContractEvent

AGREED = frozenset({Progress.AGREED, Progress.SIGNED})
COUNTED_FROM = 3


@dataclass(frozen=True, slots=True)
class GivenDocument:
    item: str
    filename: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    at: datetime
    round: int


def newest_revision(session: Session, contract: Contract) -> Revision | None:
    """Return the newest signed revision of the current round: the bytes that are read and agreed to."""
    query = select(Revision).where(Revision.contract_id == contract.id, Revision.round == contract.round)
    newest = query.order_by(Revision.number.desc()).limit(1).options(joinedload(Revision.file))
    return session.scalars(newest).first()


def given_documents(session: Session, contract: Contract, party: Party) -> dict[str, GivenDocument]:
    """Return what the party has handed in this round, by the public id of the item asked for."""
    query = select(ContractEvent).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind == "document_submitted"
    )
    given: dict[str, GivenDocument] = {}
    for event in session.scalars(query.order_by(ContractEvent.sequence)):
        facts = json.loads(event.facts)
        if (facts["party"], facts["round"]) == (party.public_id, contract.round):
            name = _filename(session, facts["file"])
            given[facts["item"]] = GivenDocument(facts["item"], name, datetime.fromisoformat(event.at))
    return given


def own_agreement(session: Session, contract: Contract, party: Party) -> Agreement | None:
    """Return when the party agreed in the current round, or None."""
    query = select(ContractEvent).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind == "agreement_recorded"
    )
    for event in session.scalars(query.order_by(ContractEvent.sequence.desc())):
        facts = json.loads(event.facts)
        if (facts["party"], facts["round"]) == (party.public_id, contract.round):
            return Agreement(datetime.fromisoformat(event.at), contract.round)
    return None


def newest_imprint(session: Session, party: Party) -> ImprintRow | None:
    query = select(ImprintRow).where(ImprintRow.party_id == party.id)
    return session.scalars(query.order_by(ImprintRow.id.desc()).limit(1)).first()


def imprint_by(session: Session, party: Party, public_id: str) -> ImprintRow | None:
    """Return the party's own imprint of this id: another party's is not there."""
    query = select(ImprintRow).where(ImprintRow.party_id == party.id, ImprintRow.public_id == public_id)
    return session.scalars(query).first()


def still_to_agree(contract: Contract, besides: Party) -> int:
    """Return how many others have not agreed yet (AD-08)."""
    return sum(
        party.signs and party.progress not in AGREED and party.id != besides.id for party in contract.parties
    )


def shares_an_order(contract: Contract, party: Party) -> bool:
    """Tell whether others of the same 署名順 may still fill their own boxes."""
    return any(
        other.signs
        and other.id != party.id
        and other.ordering == party.ordering
        and other.progress != Progress.SIGNED
        for other in contract.parties
    )


def counts_are_shown(contract: Contract) -> bool:
    """Two-party contracts hide order and progress counts (AD-09)."""
    sender = 1 if Standing(contract.standing).sending_is_agreement else 0
    return sum(party.signs for party in contract.parties) + sender >= COUNTED_FROM


def _filename(session: Session, file: str) -> str:
    query = (
        select(SubmittedFile.filename)
        .join(StoredFile, StoredFile.id == SubmittedFile.file_id)
        .where(StoredFile.public_id == file)
    )
    return session.scalars(query).first() or ""
