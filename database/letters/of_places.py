"""Letters about who holds a party's place: handed over to another person, asked once more (M-05, M-08)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Letter
from database.holders import PartyHolder
from database.letters.occasion import Occasion
from database.letters.to_parties import invitation
from database.party import Party

RECEIPT = "handed_over_receipt"


def invitation_of_holder(session: Session, occasion: Occasion, party: Party) -> Letter:
    """Ask a new holder with the name and the message of whoever hands over."""
    letter = invitation(session, occasion, party)
    if "holder" not in occasion.facts:
        return letter
    holder = _holder(session, occasion)
    told = {"handed_over_by": _person(holder.previous_company, holder.previous_name)}
    letter.facts.update(told, handed_over_message=holder.message)
    return letter


def reminder(session: Session, occasion: Occasion, party: Party) -> Letter:
    letter = invitation(session, occasion, party)
    letter.facts["is_resend"] = True
    return letter


def change_notice(session: Session, occasion: Occasion) -> list[Letter]:
    holder = _holder(session, occasion)
    facts = {
        "previous_organization": holder.previous_company,
        "previous_name": holder.previous_name,
        "message": holder.message,
        **_new(occasion, holder),
    }
    return [occasion.to_owner("handed_over", facts)]


def change_receipt(session: Session, occasion: Occasion, party: Party) -> list[Letter]:
    """To whoever held the place before, if there was an address; its fate says nothing of the new holder."""
    holder = _holder(session, occasion)
    if not holder.previous_mail:
        return []
    return [
        Letter(
            template=RECEIPT,
            message_id=occasion.message_id(RECEIPT, party.public_id),
            to=holder.previous_mail,
            to_company=holder.previous_company,
            to_name=holder.previous_name,
            facts={
                **occasion.common,
                "guide": occasion.contract.organization.public_id,
                **_new(occasion, holder),
            },
            language=holder.previous_language,
        )
    ]


def _new(occasion: Occasion, holder: PartyHolder) -> dict[str, object]:
    return {
        "new_organization": holder.company,
        "new_name": holder.name,
        "new_mail": holder.mail,
        "handed_over_at": occasion.at,
    }


def _holder(session: Session, occasion: Occasion) -> PartyHolder:
    query = select(PartyHolder).where(PartyHolder.public_id == occasion.facts["holder"])
    return session.scalars(query).one()


def _person(company: str, name: str) -> str:
    return f"{company}　{name}" if company else name
