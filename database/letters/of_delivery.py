"""Letters about electronic delivery: asking for a consent, telling the owner of a refusal (M-13, LW-32)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.edelivery import TOLD_TO_OWNER, Answer, When
from contracts.letters import Letter, LinkPurpose
from contracts.told_statements import told_delivery
from database.contract import Contract
from database.delivery_answers import class_asked
from database.holders import DeliveryAnswer
from database.letters.occasion import Occasion
from database.party import Party

REFUSED = "delivery_refused"


def consent_request(occasion: Occasion, party: Party) -> list[Letter]:
    """Ask after the conclusion, by a letter of its own, whoever the class asks; nobody else (IM-82)."""
    edelivery = class_asked(party, When.AFTER)
    if not edelivery:
        return []
    facts: dict[str, object] = {"document_kind": told_delivery(party.language, edelivery)}
    return [occasion.to_party(party, "delivery_asked", facts, LinkPurpose.CONCLUDED, ("delivery_url",))]


def refusal_notice(session: Session, public_id: str, base_url: str) -> Letter | None:
    """Return what the owner is told of an answer; None if there is none to tell of."""
    row = session.scalars(select(DeliveryAnswer).where(DeliveryAnswer.public_id == public_id)).first()
    if row is None or row.answer not in TOLD_TO_OWNER:
        return None
    party = session.get_one(Party, row.party_id)
    contract = party.contract
    return Letter(
        template=REFUSED,
        message_id=f"{REFUSED}.{public_id}",
        to=contract.owner.mail,
        to_company=contract.organization.name,
        to_name=contract.owner.name,
        facts=_refusal_facts(contract, party, row, base_url),
        language=contract.owner.language,
    )


def _refusal_facts(contract: Contract, party: Party, row: DeliveryAnswer, base_url: str) -> dict[str, object]:
    return {
        "contract_title": contract.title,
        "contract_number": contract.number or "",
        "sender_organization": contract.organization.name,
        "document_kind": told_delivery(contract.owner.language, row.edelivery),
        "party_name": party.name,
        "answered_at": row.at,
        "is_withdrawn": row.answer == Answer.WITHDRAWN,
        "contract_url": f"{base_url}/contracts/{contract.public_id}",
    }
