"""Where somebody is asked again: what was typed, and what is wrong with it (IM-77)."""

from contracts.changed_contact import Contact
from contracts.mail_address import MAIL
from contracts.phone import mobile_from
from contracts.place import may_change_contact
from contracts.standing import PartyKind
from database.drafting.contact_faults import contact_faults
from database.party import Party
from webapp.parts import parts


def contact_may_change(party: Party, submissions: int) -> bool:
    return may_change_contact(claimable=party.claimable, submissions=submissions)


def changed_contact(party: Party, mail: str, phone: str) -> Contact | None:
    """Return the address as typed, None where it is the one before; raises ValueError for no mobile phone."""
    typed = Contact(mail.strip(), mobile_from(phone))
    return None if typed == Contact(party.mail, party.phone) else typed


def typed_faults(party: Party, mail: str, phone: str) -> list[tuple[str, str]]:
    """Return the field and the code of each fault; the organisation's rules are asked of what can be read."""
    return _faults(party, mail.strip(), phone.strip()) or _rule_faults(party, mail, phone)


def _rule_faults(party: Party, mail: str, phone: str) -> list[tuple[str, str]]:
    """What the organisation's rules say of the new address, as when a draft is sent."""
    contact = changed_contact(party, mail, phone)
    if contact is None:
        return []
    with parts().database.reading() as session:
        return [(fault.field, fault.code) for fault in contact_faults(session, party, contact)]


def _faults(party: Party, mail: str, phone: str) -> list[tuple[str, str]]:
    corporate = party.kind != PartyKind.INDIVIDUAL
    rules = (
        ("mail", "mail_missing", not mail and corporate),
        ("mail", "mail_or_phone_missing", not mail and not corporate and not phone),
        ("mail", "mail_invalid", bool(mail) and not MAIL.fullmatch(mail)),
        ("phone", "phone_for_individuals", corporate and bool(phone)),
        ("mail", "sms_off", not mail and bool(phone) and parts().settings.sms == "off"),
    )
    return [*((name, code) for name, code, holds in rules if holds), *_phone_faults(phone)]


def _phone_faults(phone: str) -> list[tuple[str, str]]:
    try:
        mobile_from(phone)
    except ValueError as fault:
        return [("phone", str(fault))]
    return []
