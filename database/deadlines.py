"""Until when each party may answer, and when the next reminder comes, as the engine says (MK-56, MK-57)."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.letters import LinkPurpose
from contracts.messages import PartyProgress, RecordRequest
from database.contract import Contract
from database.delivery import PartyLink
from database.party import Party

OF_A_REQUEST = (LinkPurpose.AGREE, LinkPurpose.CLAIM)


def keep_deadlines(session: Session, contract: Contract, request: RecordRequest) -> None:
    contract.reminder_at = _instant(request.remind_at)
    told = {party.party: party for party in request.parties}
    for row in session.scalars(select(Party).where(Party.contract_id == contract.id)):
        row.due = _due(told.get(row.public_id))
        if row.due:
            _end_links(session, row, request.round)


def _end_links(session: Session, party: Party, round_number: int) -> None:
    """A link ends with its party's own deadline."""
    session.execute(
        update(PartyLink)
        .where(
            PartyLink.party_id == party.id,
            PartyLink.round == round_number,
            PartyLink.purpose.in_(OF_A_REQUEST),
        )
        .values(expires_at=party.due)
    )


def _due(told: PartyProgress | None) -> datetime | None:
    return _instant(told.due) if told else None


def _instant(spelled: str) -> datetime | None:
    return datetime.fromisoformat(spelled) if spelled else None
