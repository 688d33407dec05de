"""How a party of a draft is asked, for the rules to hold it to."""

from sqlalchemy.orm import Session

from contracts.acts import PartyPlan
from contracts.document_ways import Ways
from contracts.edelivery import CLASSES, When, is_asked
from contracts.standing import needs_own_certificate
from database.contract import Contract
from database.document import DocumentVersion
from database.document_ways import ways_in
from database.drafting.dividing import place_inputs
from database.party import Party
from database.queries.draft_asks import documents_of, fields_of
from database.queries.draft_parties import can_be_made_to_hand_over


def plan_of(session: Session, contract: Contract, party: Party, version: DocumentVersion) -> PartyPlan:
    """Return the plan; a party that is only shared with is asked for nothing (IM-47).

    The contract's e-delivery class may ask for a higher level than the sender chose: the row is raised too.
    It also forgets a 署名者変更 that was demanded before the party became one of whom none may be.
    """
    ways = ways_in(party, version)
    if not party.signs:
        return _shared_with(party, ways)
    place_inputs(session, party, ways, len(version.documents))
    party.profile = level_of(contract, party)
    party.must_hand_over = party.must_hand_over and can_be_made_to_hand_over(party)
    documents = documents_of(session, party)
    return PartyPlan(
        id=party.public_id,
        order=party.ordering,
        own=party.own,
        imprint=party.imprint,
        access_code=bool(party.access_code_hash),
        documents=[row.public_id for row in documents if row.required],
        optional_documents=[row.public_id for row in documents if not row.required],
        fields=[row.public_id for row in fields_of(session, party) if row.required],
        profile=party.profile,
        edelivery=consent_of(contract, party),
        claimable=party.claimable,
        may_hand_over=party.may_hand_over,
        declares=party.declares and not party.names_only,
        names_only=party.names_only,
        must_hand_over=party.must_hand_over,
        answer_by=party.answer_by.isoformat() if party.answer_by else "",
        read_only=sorted(ways.read_only),
        not_sent=sorted(ways.not_sent),
        by_sms=is_reached_by_sms(party),
        own_certificate=needs_own_certificate(party.kind),
    )


def _shared_with(party: Party, ways: Ways) -> PartyPlan:
    party.claimable = False
    return PartyPlan(
        id=party.public_id,
        order=party.ordering,
        own=party.own,
        signs=False,
        imprint=False,
        not_sent=sorted(ways.not_sent),
    )


def is_reached_by_sms(party: Party) -> bool:
    """Mail goes first; a party with a number alone is written to by SMS (IM-32)."""
    return bool(party.phone) and not party.mail and not party.claimable


def level_of(contract: Contract, party: Party) -> str:
    """Return the level chosen, or the least of the e-delivery class; their names put levels in order."""
    found = CLASSES.get(_edelivery_of(contract))
    return max(party.profile, found.least if found else "")


def consent_of(contract: Contract, party: Party) -> str:
    """Return the class whose consent the party is asked for before the content, or nothing."""
    code = _edelivery_of(contract)
    return code if is_asked(When.BEFORE, code, contract.standing, party.role) else ""


def _edelivery_of(contract: Contract) -> str:
    return contract.type.edelivery if contract.type else ""
