"""Letters about the time there is left: 期限前 reminders with the same link, and extensions (MK-57)."""

from sqlalchemy.orm import Session

from contracts.letters import Letter, LinkPurpose
from contracts.stage import MAY_ANSWER
from contracts.standing import PartyKind
from database.letters.occasion import Occasion
from database.letters.to_parties import documents_of
from database.party import Party


def reminder(session: Session, occasion: Occasion, party: Party) -> list[Letter]:
    """Nobody is reminded who has gone on since the reminder came due."""
    if party.progress not in MAY_ANSWER:
        return []
    facts: dict[str, object] = {
        "documents": documents_of(session, party),
        "expires_on": occasion.expires_for(party),
        "has_access_code": bool(party.access_code_hash),
        "is_corporate": party.kind != PartyKind.INDIVIDUAL,
    }
    return [occasion.to_party(party, "reminder", facts, LinkPurpose.AGREE, ("sign_url",))]


def extension(_session: Session, occasion: Occasion, party: Party) -> list[Letter]:
    """Nobody hears of more time who has gone on, or is locked out, since it was given."""
    if party.progress not in MAY_ANSWER:
        return []
    facts: dict[str, object] = {"expires_on": occasion.expires_for(party)}
    return [occasion.to_party(party, "deadline_extended", facts, LinkPurpose.AGREE, ("sign_url",))]
