"""What became of a letter, and the short form of the link that an SMS carries."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Channel, Fate, Letter, LinkPurpose, Outcome
from database.contract import Contract
from database.delivery import Delivery, PartyLink
from database.engine import now_of
from database.party import Party


def keep_delivery(session: Session, contract: Contract, letter: Letter, outcome: Outcome, party: str) -> None:
    """Keep the fate under the letter's stable Message-ID; `party` is whom it was to, empty for our own."""
    at = now_of(session)
    session.add(
        Delivery(
            organization_id=contract.organization_id,
            contract_id=contract.id,
            party=party,
            template=letter.template,
            message_id=letter.message_id,
            fate=outcome.fate,
            at=at,
            channel=letter.channel,
            address=letter.to,
            reason=outcome.reason,
            changed_on=outcome.changed_on,
        )
    )
    if party:
        row = session.scalars(select(Party).where(Party.public_id == party)).one()
        row.undelivered_at = None if outcome.fate is Fate.SENT else at


def is_to_holder(letter: Letter, party: Party) -> bool:
    """Tell whether a letter with a link is to its holder; of a 締結用URL the owner is told."""
    reached_at = party.phone if letter.channel is Channel.SMS else party.mail
    return letter.purpose is LinkPurpose.CLAIM or letter.to == reached_at


def is_mailed(session: Session, message_id: str) -> bool:
    query = select(Delivery.id).where(Delivery.message_id == message_id)
    return session.scalars(query).first() is not None


def shorten(session: Session, secret_id: bytes, short_digest: str) -> None:
    """Let the link be found by the token of an SMS too."""
    link = session.scalars(select(PartyLink).where(PartyLink.secret_id == secret_id)).one()
    link.short_digest = short_digest
