"""Another address for somebody who was asked: the rules of a first sending hold for it too (MK-76, MK-84)."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from contracts.changed_contact import Contact
from contracts.sending_rules import Recipient, may_be_reached
from database.contract import Contract
from database.drafting.signing_right import without_signing_right
from database.drafting.spelling import Fault
from database.party import Party
from database.queries.preferences import preferences_of


def contact_faults(session: Session, party: Party, contact: Contact) -> Iterator[Fault]:
    contract = session.get_one(Contract, party.contract_id)
    preferences = preferences_of(session, contract.organization_id)
    recipient = Recipient(contact.mail)
    if not party.own and not may_be_reached(preferences, recipient, contract.claim_domains):
        yield Fault("mail", "domain_not_listed", party.public_id)
    if party.own and party.signs and any(without_signing_right(session, contract, [contact.mail])):
        yield Fault("mail", "no_signing_right", party.public_id)
