"""送信の制限: what the organisation's rules say of a draft, whoever sends it (MK-84)."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from contracts.sending_rules import Recipient, asks_approval, may_be_reached, may_begin
from contracts.standing import needs_own_certificate
from database.contract import Contract
from database.document_templates import is_from_template
from database.drafting.spelling import Fault
from database.party import Party
from database.queries.preferences import preferences_of


def restriction_faults(session: Session, contract: Contract, parties: Sequence[Party]) -> Iterator[Fault]:
    preferences = preferences_of(session, contract.organization_id)
    if not may_begin(preferences, from_template=is_from_template(session, contract)):
        yield Fault("file", "template_needed")
    for party in parties:
        recipient = Recipient(party.mail, claims=party.claimable and party.signs)
        if not party.own and not may_be_reached(preferences, recipient, contract.claim_domains):
            yield Fault("mail", "domain_not_listed", party.public_id)
        if needs_own_certificate(party.kind) and not preferences.registered_seals:
            yield Fault("kind", "registered_seal_unavailable", party.public_id)


def is_approved_first(session: Session, contract: Contract) -> bool:
    """Tell whether the contract is approved inside before anything is sent, route or no route."""
    preferences = preferences_of(session, contract.organization_id)
    return asks_approval(preferences, type_asks=bool(contract.type and contract.type.needs_approval))
