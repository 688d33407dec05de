"""Letters to the parties; only a letter to the party itself ever carries its link (T05)."""

from dataclasses import replace

from sqlalchemy.orm import Session

from contracts.letters import Letter, LinkPurpose
from contracts.reasons import JST
from contracts.standing import PartyKind
from database.contract import Contract, Party
from database.envelope import names_of
from database.letters.occasion import Occasion
from database.queries.downloads import version_of_round
from database.queries.preferences import preferences_of

LINKS = ("sign_url", "simple_url")


def invitation(session: Session, occasion: Occasion, party: Party) -> Letter:
    contract = occasion.contract
    replies = preferences_of(session, contract.organization_id).replies_to_owner
    facts: dict[str, object] = {
        "documents": _documents(session, contract),
        "comment": contract.comment,
        "expires_on": occasion.expires_on,
        "has_access_code": bool(party.access_code_hash),
        "is_resend": False,
        "handed_over_by": "",
        "handed_over_message": "",
        "is_corporate": party.kind != PartyKind.INDIVIDUAL,
        "reply_to_owner": replies,
        "may_hand_over": party.may_hand_over,
    }
    letter = occasion.to_party(party, "sign_request", facts, LinkPurpose.AGREE, LINKS)
    return replace(letter, reply_to=contract.owner.mail) if replies else letter


def _documents(session: Session, contract: Contract) -> list[str]:
    version = version_of_round(session, contract)
    return names_of(contract, version) if version else [contract.title]


def answer(occasion: Occasion, party: Party) -> Letter:
    facts: dict[str, object] = {"answer": occasion.facts["reply"], "expires_on": occasion.expires_on}
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
    return {"expired_on": occasion.at.astimezone(JST).date().isoformat(), "contract_url": ""}
