"""Letters about an agreement: the receipts (NX-03), what was handed in, 撤回の申し出 and its answer."""

from sqlalchemy.orm import Session

from contracts.letters import Letter
from database.letters.occasion import Occasion
from database.party import Party
from database.queries.handed_in import items_of_party
from database.record import ContractEvent


def receipt_facts(session: Session, occasion: Occasion) -> dict[str, object]:
    """`record_head` is the digest of the event: it binds the whole record up to the agreement (NX-03)."""
    sequence = occasion.request.effect.sequence
    event = session.get_one(ContractEvent, (occasion.contract.id, sequence))
    return {
        "agreed_at": occasion.at,
        "document_digest": occasion.facts["shown_digest"],
        "waiting_count": occasion.facts["remaining"],
        "record_sequence": sequence,
        "record_head": event.digest,
    }


def receipt(session: Session, occasion: Occasion, party: Party) -> Letter:
    facts = {**receipt_facts(session, occasion), "names_only": party.names_only}
    return occasion.to_party(party, "agreement_receipt", facts)


def owners_receipt(session: Session, occasion: Occasion, party: Party) -> list[Letter]:
    facts = {**receipt_facts(session, occasion), **_who(party), "names_only": party.names_only}
    return [occasion.to_owner("agreement_received", facts)]


def documents_notice(session: Session, occasion: Occasion, party: Party) -> list[Letter]:
    """The list of handed-in files, once, with the agreement that follows them (M-11)."""
    items = items_of_party(session, occasion.contract, party)
    files = [f"{item.asked.title}：{file.filename}" for item in items for file in item.files]
    if not files:
        return []
    return [occasion.to_owner("documents_submitted", {**_who(party), "files": files})]


def confirmation_request(_session: Session, occasion: Occasion) -> list[Letter]:
    """Everyone has signed, and the sender looks once more (MK-63)."""
    return [occasion.to_owner("confirmation_asked", {"signed_at": occasion.at})]


def retraction_request(occasion: Occasion, party: Party) -> list[Letter]:
    facts: dict[str, object] = {
        "asked_by_organization": party.company,
        "asked_by_name": party.name,
        "asked_at": occasion.at,
        "reason": occasion.facts["reason"],
    }
    return [occasion.to_owner("retraction_asked", facts)]


def retraction_answer(occasion: Occasion, party: Party) -> Letter:
    facts: dict[str, object] = {
        "accepted": occasion.facts["accepted"],
        "reply": occasion.facts["reply"],
        "answered_at": occasion.at,
    }
    return occasion.to_party(party, "retraction_answered", facts)


def _who(party: Party) -> dict[str, object]:
    return {"party_organization": party.company, "party_name": party.name}
