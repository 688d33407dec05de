"""届出メールアドレス in a draft: filling in, and nothing sent to an outdated one unnoticed (AD-19)."""

from collections.abc import Collection, Sequence

from flask_babel import force_locale
from sqlalchemy.orm import Session

from contracts.acts import Origin
from contracts.standing import PartyKind
from database.audit import Told, append_audit
from database.contract import Contract, Party
from database.engine import now_of
from database.office import AddressEntry
from database.queries.draft_parties import parties_of
from database.queries.filed_addresses import approved_entries, outdated_addresses
from webapp.drafting.faults import DraftIncomplete
from webapp.drafting.spelling import Fault
from webapp.texts.filed_addresses import USUAL_HINT


class AddressesUnnoticed(DraftIncomplete):
    """An address whose entry has ended was not ticked; each is a fault of its party."""


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


def accept_outdated(
    session: Session, parties: Sequence[Party], accepted: Collection[str], origin: Origin
) -> None:
    """Audit each outdated address that was ticked. Raises AddressesUnnoticed for one that was not."""
    found = outdated_addresses(session, parties)
    unnoticed = [one for one in found if one.token not in accepted]
    if unnoticed:
        raise AddressesUnnoticed(
            [Fault("mail", "address_outdated", one.party.public_id) for one in unnoticed]
        )
    for one in found:
        contract = session.get_one(Contract, one.party.contract_id)
        facts: dict[str, str | int] = {
            "party": one.party.public_id,
            "mail": one.party.mail,
            "entry": one.entry.public_id,
            "why": one.why.value,
        }
        told = Told("outdated_address_accepted", origin.actor, contract.public_id, facts)
        append_audit(session, one.party.organization_id, told, now_of(session))
