"""宛先帳 in a draft: an entry fills a party in, and a party's address is kept as an entry (MK-69)."""

from sqlalchemy.orm import Session

from contracts.address_book import Entry, entry_faults
from contracts.standing import PartyKind
from database.address_book import keep_contact, known_contact
from database.contact import Contact
from database.party import Party
from database.sessions import Staff

FILLED = ("kind", "company", "name", "mail", "phone", "language")


def fill_from(party: Party, contact: Contact) -> None:
    """Put who and where in; what was typed beside it stays, and so does a role that was chosen."""
    for name in FILLED:
        setattr(party, name, getattr(contact, name))
    party.phone_obtained_on = None
    party.role = party.role or contact.role
    if contact.kind != PartyKind.INDIVIDUAL:
        party.phone = ""


def keep_address(session: Session, staff: Staff, party: Party) -> bool | None:
    """Keep the party as the person's own entry; False where it stands already, None where it lacks a fact."""
    corporate = party.kind != PartyKind.INDIVIDUAL
    entry = Entry(
        kind=(PartyKind.CORPORATE_INFORMAL if corporate else PartyKind.INDIVIDUAL).value,
        company=party.company,
        name=party.name,
        role=party.role,
        mail=party.mail,
        phone="" if corporate else party.phone,
        language=party.language,
    )
    if any(entry_faults(entry)):
        return None
    if known_contact(session, staff, entry) is not None:
        return False
    keep_contact(session, staff.user, Contact(), entry)
    return True
