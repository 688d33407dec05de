"""Writing a party's changed address down before the act that names it, with old and new in the audit log."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.acts import Origin
from contracts.changed_contact import CONTACT_CHANGED, Contact, contact_of
from contracts.claiming import Holding, is_same_person
from contracts.refusals import HoldsAnotherPlace
from contracts.sending_rules import DomainNotListed, NoSigningRight
from database.audit import Told, append_audit
from database.drafting.contact_faults import contact_faults
from database.engine import now_of
from database.holders import PartyHolder
from database.party import Party
from database.succession import mails_beside

REFUSED = {one.code: one for one in (DomainNotListed, NoSigningRight)}


def keep_contact(session: Session, party: Party, key: str, contact: Contact, origin: Origin) -> Holding:
    """Write the new address, once, and return what the act names.

    Raises HoldsAnotherPlace for the address of another party: nobody agrees for two; DomainNotListed and
    NoSigningRight for one that a first sending would not have been allowed to either.
    """
    for fault in contact_faults(session, party, contact):
        raise REFUSED[fault.code]
    if any(is_same_person(contact.mail, other) for other in mails_beside(session, party)):
        raise HoldsAnotherPlace
    holding = contact_of(party.public_id, party.contract.round, key, contact)
    if session.scalar(select(PartyHolder.id).where(PartyHolder.public_id == holding.id)) is None:
        session.add(_holder(session, party, holding, contact))
        facts: dict[str, str | int] = {
            "party": party.public_id,
            "holder": holding.id,
            "from": told(party.mail, party.phone),
            "to": told(contact.mail, contact.phone),
        }
        code = Told("contact_entered", origin.actor, party.contract.public_id, facts)
        append_audit(session, party.organization_id, code, now_of(session))
    return holding


def told(mail: str, phone: str) -> str:
    """Return both ways of reaching somebody as one text."""
    return " / ".join(filter(None, (mail, phone)))


def _holder(session: Session, party: Party, holding: Holding, contact: Contact) -> PartyHolder:
    return PartyHolder(
        public_id=holding.id,
        organization_id=party.organization_id,
        party_id=party.id,
        round=party.contract.round,
        how=CONTACT_CHANGED,
        company=party.company,
        name=party.name,
        mail=contact.mail,
        phone=contact.phone,
        language=party.language,
        message="",
        digest=holding.digest,
        previous_company=party.company,
        previous_name=party.name,
        previous_mail=party.mail,
        previous_phone=party.phone,
        previous_language=party.language,
        created_at=now_of(session),
    )
