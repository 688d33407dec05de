"""Letters to the parties; only a letter to the party itself ever carries its link (T05)."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from contracts.letters import Letter, LinkPurpose
from contracts.reminders import last_day
from contracts.standing import PartyKind
from database.document_ways import is_shown, ways_sent_to
from database.envelope import names_of
from database.letters.occasion import Occasion
from database.party import Party
from database.queries.downloads import version_of_round
from database.queries.preferences import preferences_of

LINKS = ("sign_url", "simple_url")


def invitation(session: Session, occasion: Occasion, party: Party) -> Letter:
    contract = occasion.contract
    replies = preferences_of(session, contract.organization_id).replies_to_owner
    facts: dict[str, object] = {
        "documents": documents_of(session, party),
        "comment": contract.comment,
        "expires_on": occasion.expires_for(party),
        "has_access_code": bool(party.access_code_hash),
        "is_resend": False,
        "handed_over_by": "",
        "handed_over_message": "",
        "is_corporate": party.kind != PartyKind.INDIVIDUAL,
        "reply_to_owner": replies,
        "may_hand_over": party.may_hand_over or party.must_hand_over,
    }
    letter = occasion.to_party(party, "sign_request", facts, LinkPurpose.AGREE, LINKS)
    return replace(letter, reply_to=contract.owner.mail) if replies else letter


def documents_of(session: Session, party: Party) -> list[str]:
    """Return the names of the documents that the party is sent (MK-65)."""
    contract, version = party.contract, version_of_round(session, party.contract)
    if version is None:
        return [contract.title]
    ways = ways_sent_to(session, party)
    return [name for place, name in enumerate(names_of(contract, version), 1) if is_shown(ways, place)]


def answer(occasion: Occasion, party: Party) -> Letter:
    facts: dict[str, object] = {"answer": occasion.facts["reply"], "expires_on": occasion.expires_for(party)}
    return occasion.to_party(party, "sent_back_answered", facts, LinkPurpose.AGREE, ("sign_url",))


def superseded(occasion: Occasion, party: Party) -> Letter:
    """With the sender's own words, never the raw reason (AD-04)."""
    facts: dict[str, object] = {"explanation": occasion.facts["reply"], "agreed_at": occasion.at}
    return occasion.to_party(party, "round_superseded", facts)


def withdrawal(occasion: Occasion, party: Party) -> Letter:
    facts: dict[str, object] = {"explanation": "", "withdrawn_at": occasion.at}
    return occasion.to_party(party, "withdrawn", facts)


def declined_by_another(occasion: Occasion, party: Party) -> Letter:
    """Neither who declined nor why: that is for the sender alone (M-07, T03)."""
    return occasion.to_party(party, "declined_by_another", {"declined_at": occasion.at})


def lapse_facts(occasion: Occasion) -> dict[str, object]:
    """`expired_on` is the last day on which one could have answered; told later, still that day (MK-58)."""
    due = occasion.facts.get("due") or occasion.at.isoformat()
    return {"expired_on": last_day(datetime.fromisoformat(due)).isoformat(), "contract_url": ""}
