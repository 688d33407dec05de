"""届出メールアドレス in a draft: filling in, and nothing sent to an outdated one unnoticed (AD-19)."""

from collections.abc import Collection

from flask_babel import force_locale
from sqlalchemy.orm import Session

from contracts.acts import Origin
from contracts.standing import PartyKind
from database.contract import Contract
from database.drafting import accept_outdated
from database.office import AddressEntry
from database.party import Party
from database.queries.draft_parties import parties_of
from database.queries.filed_addresses import approved_entries
from webapp.texts.filed_addresses import USUAL_HINT


def take_filed(session: Session, party: Party, entry_id: str) -> AddressEntry | None:
    """Fill the party in from an entry that holds now; None, and nothing changed, if it does not any more."""
    held = approved_entries(session, party.organization_id)
    entry = next((one for one in held if one.public_id == entry_id), None)
    if entry is None:
        return None
    if party.kind == PartyKind.INDIVIDUAL:
        party.kind = PartyKind.CORPORATE_INFORMAL
    party.company, party.name, party.mail = entry.company, entry.name, entry.mail
    party.phone, party.phone_obtained_on = "", None
    party.language, party.access_code_hash = entry.language, entry.code_hash
    with force_locale(entry.language):
        party.access_code_hint = str(USUAL_HINT)
    return entry


def require_noticed(session: Session, contract: Contract, accepted: Collection[str], origin: Origin) -> None:
    """Raise AddressesUnnoticed unless all was ticked; what is being sent already was asked before."""
    if contract.submitted_at is None:
        accept_outdated(session, parties_of(session, contract), accepted, origin)
