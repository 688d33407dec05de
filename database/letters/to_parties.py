"""Letters to the parties; only a letter to the party itself ever carries its link (T05)."""

from contracts.letters import Letter, LinkPurpose
from contracts.reasons import JST
from contracts.standing import Standing
from contracts.told_statements import told_not_accredited, told_standing
from database.contract import Party
from database.letters.occasion import Occasion


def invitation(occasion: Occasion, party: Party) -> Letter:
    facts: dict[str, object] = {
        "documents": [occasion.contract.title],
        "comment": "",
        "expires_on": occasion.expires_on,
        "guide_url": "",
        "has_access_code": bool(party.access_code_hash),
        "is_resend": False,
        "reply_to_owner": False,
        "simple_url": "",
    }
    return occasion.to_party(party, "sign_request", facts, LinkPurpose.AGREE, ("sign_url",))


def answer(occasion: Occasion, party: Party) -> Letter:
    facts: dict[str, object] = {"answer": occasion.facts["reply"], "expires_on": occasion.expires_on}
    return occasion.to_party(party, "sent_back_answered", facts, LinkPurpose.AGREE, ("sign_url",))


def superseded(occasion: Occasion, party: Party) -> Letter:
    """With the sender's own words, never the raw reason (AD-04)."""
    facts: dict[str, object] = {"explanation": occasion.facts["reply"], "agreed_at": occasion.at}
    return occasion.to_party(party, "round_superseded", facts)


def receipt(occasion: Occasion, party: Party) -> Letter:
    facts: dict[str, object] = {
        "agreed_at": occasion.at,
        "document_digest": occasion.facts["shown_digest"],
        "waiting_count": occasion.facts["remaining"],
    }
    return occasion.to_party(party, "agreement_receipt", facts)


def withdrawal(occasion: Occasion, party: Party) -> Letter:
    facts: dict[str, object] = {"explanation": "", "withdrawn_at": occasion.at}
    return occasion.to_party(party, "withdrawn", facts)


def lapse_facts(occasion: Occasion) -> dict[str, object]:
    return {"expired_on": occasion.at.astimezone(JST).date().isoformat(), "contract_url": ""}


def conclusion_facts(occasion: Occasion, language: str) -> dict[str, object]:
    operator = occasion.contract.organization.name
    standing = Standing(occasion.contract.standing)
    owns = any(party.own for party in occasion.contract.parties)
    return {
        "concluded_at": occasion.contract.concluded_at or occasion.at,
        "documents": [occasion.contract.title],
        "is_attached": False,
        "statements": [
            told_standing(language, standing, operator, owns=owns),
            told_not_accredited(language),
        ],
        "download_url": "",
        "certificate_url": "",
    }


def conclusion(occasion: Occasion, party: Party) -> Letter:
    links = ("download_url", "certificate_url")
    facts = conclusion_facts(occasion, party.language)
    return occasion.to_party(party, "concluded", facts, LinkPurpose.CONCLUDED, links)
