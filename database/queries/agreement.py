"""What a party needs to agree: the document as it stands, what it has given, and who is still to agree."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contracts.stage import HAS_AGREED, Progress
from contracts.standing import Standing
from database.contract import Contract
from database.evidence import ImprintRow, Revision, RevisionDocument
from database.party import Party
from database.record import ContractEvent

COUNTED_FROM = 3
_WITH_FILES = (
    joinedload(Revision.file),
    selectinload(Revision.further).joinedload(RevisionDocument.file),
)
ANSWERED = "retraction_answered"


@dataclass(frozen=True, slots=True)
class Agreement:
    at: datetime
    round: int


def newest_revision(session: Session, contract: Contract) -> Revision | None:
    """Return the newest signed revision of the current round: the bytes that are read and agreed to."""
    query = select(Revision).where(Revision.contract_id == contract.id, Revision.round == contract.round)
    newest = query.order_by(Revision.number.desc()).limit(1).options(*_WITH_FILES)
    return session.scalars(newest).first()


def own_agreement(session: Session, contract: Contract, party: Party) -> Agreement | None:
    """Return when the party agreed in the current round; None, too, once that was taken back (AD-07)."""
    query = select(ContractEvent).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind.in_(("agreement_recorded", ANSWERED))
    )
    for event in session.scalars(query.order_by(ContractEvent.sequence.desc())):
        facts = json.loads(event.facts)
        if (facts["party"], facts["round"]) != (party.public_id, contract.round):
            continue
        if event.kind != ANSWERED:
            return Agreement(datetime.fromisoformat(event.at), contract.round)
        if facts["accepted"]:
            return None
    return None


def newest_imprint(session: Session, party: Party) -> ImprintRow | None:
    return session.scalars(_imprints_of(party).order_by(ImprintRow.id.desc()).limit(1)).first()


def imprint_by(session: Session, party: Party, public_id: str) -> ImprintRow | None:
    """Return the party's own imprint of this id: another party's is not there."""
    return session.scalars(_imprints_of(party).where(ImprintRow.public_id == public_id)).first()


def _imprints_of(party: Party) -> Select[ImprintRow]:
    """Whose place was handed over has made none yet: the seal of the person before is not theirs (CL-20)."""
    return select(ImprintRow).where(ImprintRow.party_id == party.id, ImprintRow.holder == party.holder)


def still_to_agree(contract: Contract, besides: Party) -> int:
    """Return how many others have not agreed yet (AD-08)."""
    return sum(
        party.signs and party.progress not in HAS_AGREED and party.id != besides.id
        for party in contract.parties
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
