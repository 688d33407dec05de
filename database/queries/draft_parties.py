"""The parties of a draft, as its owner types them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.handing_rule import may_be_made_to_hand_over
from contracts.languages import SOURCE
from contracts.postal_address import PostalAddress
from contracts.sealing_ways import SealingWay
from contracts.stage import Progress
from contracts.standing import PartyKind
from database.contract import Contract
from database.party import Party
from database.queries.draft_asks import DocumentDraft, FieldDraft, remove_asks, set_documents, set_fields
from database.searchable import make_searchable

NO_ADDRESS = PostalAddress()


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """`id` is the public id of a party the draft already has, empty for a new one.

    `access_code_hash` None keeps the code that is set, "" removes it. `phone` are digits alone.
    """

    id: str = ""
    order: int = 1
    role: str = ""
    kind: str = PartyKind.INDIVIDUAL
    company: str = ""
    name: str = ""
    mail: str = ""
    own: bool = False
    signs: bool = True
    imprint: bool = True
    access_code_hash: str | None = None
    access_code_hint: str = ""
    documents: tuple[DocumentDraft, ...] = ()
    fields: tuple[FieldDraft, ...] = ()
    language: str = SOURCE
    phone: str = ""
    phone_obtained_on: date | None = None
    claimable: bool = False
    may_hand_over: bool = False
    profile: str = ""
    declares: bool = False
    names_only: bool = False
    registration: str = ""
    as_proxy: bool = False
    seal_methods: str = SealingWay.GENERATED
    designation: str = ""
    corporate_number: str = ""
    invoice_number: str = ""
    address: PostalAddress = NO_ADDRESS


def can_be_made_to_hand_over(party: Party) -> bool:
    return may_be_made_to_hand_over(signs=party.signs, own=party.own, names_only=party.names_only)


def parties_of(session: Session, contract: Contract) -> Sequence[Party]:
    query = select(Party).where(Party.contract_id == contract.id)
    return session.scalars(query.order_by(Party.position, Party.id)).all()


def set_parties(session: Session, contract: Contract, drafts: Sequence[PartyDraft]) -> None:
    """Make `drafts` the parties of the contract, in this order; a party that is not named is removed."""
    known = {party.public_id: party for party in parties_of(session, contract)}
    kept = {draft.id for draft in drafts}
    for public_id, party in known.items():
        if public_id not in kept:
            remove_party(session, party)
    for position, draft in enumerate(drafts, start=1):
        party = known.get(draft.id) or new_party(session, contract)
        change_party(session, party, draft)
        party.position = position
    make_searchable(session, contract)


def new_party(session: Session, contract: Contract) -> Party:
    highest = session.scalar(select(func.max(Party.position)).where(Party.contract_id == contract.id)) or 0
    orders = session.scalar(select(func.max(Party.ordering)).where(Party.contract_id == contract.id)) or 0
    party = Party(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        position=highest + 1,
        ordering=orders + 1,
        role="",
        kind=PartyKind.INDIVIDUAL,
        company="",
        name="",
        mail="",
        own=False,
        signs=True,
        imprint=True,
        access_code_hash="",
        access_code_hint="",
        language=SOURCE,
        code_tries=0,
        progress=Progress.NOT_ASKED,
    )
    session.add(party)
    session.flush()
    return party


def change_party(session: Session, party: Party, draft: PartyDraft) -> None:
    party.ordering, party.role, party.kind = draft.order, draft.role, draft.kind
    party.company, party.name, party.mail = draft.company, draft.name, draft.mail
    party.own, party.signs, party.imprint = draft.own, draft.signs, draft.imprint
    party.access_code_hint, party.language = draft.access_code_hint, draft.language
    party.phone, party.phone_obtained_on = draft.phone, draft.phone_obtained_on
    party.claimable, party.may_hand_over = draft.claimable, draft.may_hand_over
    party.profile, party.declares, party.as_proxy = draft.profile, draft.declares, draft.as_proxy
    party.names_only, party.registration = draft.names_only, draft.registration
    party.seal_methods, party.designation = draft.seal_methods, draft.designation
    party.corporate_number, party.invoice_number = draft.corporate_number, draft.invoice_number
    party.postal_code, party.prefecture = draft.address.code, draft.address.prefecture
    party.address_lines = draft.address.lines
    if draft.access_code_hash is not None:
        party.access_code_hash = draft.access_code_hash
    set_documents(session, party, draft.documents)
    set_fields(session, party, draft.fields)


def remove_party(session: Session, party: Party) -> None:
    remove_asks(session, party)
    session.delete(party)
    session.flush()
