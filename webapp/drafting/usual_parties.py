"""The parties a draft begins with: what the 契約種別 usually has, as the organisation prefers it (AD-10)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from contracts.preferences import Preferences
from contracts.presets import PROPOSED_ROLES, Block, blocks_for
from database.contract import Contract, Party
from database.queries.draft_asks import documents_of, fields_of
from database.queries.draft_parties import PartyDraft, change_party, new_party, parties_of, remove_party
from database.queries.preferences import preferences_of
from webapp.texts.hints import usual_hint

BY_URL = "url"


def usual_party(preferences: Preferences, block: Block, company: str) -> PartyDraft:
    return PartyDraft(
        order=block.order,
        role=block.role,
        kind=block.kind,
        company=company if block.own else "",
        own=block.own,
        imprint=not block.names_only,
        access_code_hint=usual_hint(preferences),
        claimable=preferences.arrival_way == BY_URL and not block.own,
        declares=preferences.declares_authority and not block.names_only,
        names_only=block.names_only,
        as_proxy=block.as_proxy,
        seal_methods=preferences.seal_methods,
    )


def add_party(session: Session, contract: Contract, block: Block | None = None) -> Party:
    """Add a party as the organisation usually has it; without a block it comes after all others."""
    party = new_party(session, contract)
    preferences = preferences_of(session, contract.organization_id)
    company = contract.organization.name
    usual = usual_party(preferences, block or Block("", order=party.ordering), company)
    change_party(session, party, usual)
    return party


def propose_parties(session: Session, contract: Contract) -> bool:
    """Replace blocks nobody has touched by those the type and the standing lack; tell whether any changed.

    Blocks that somebody has touched stay as they are, and their roles are not proposed again (IM-20).
    """
    parties = parties_of(session, contract)
    untouched = [party for party in parties if _is_untouched(session, contract, party)]
    kept = [party for party in parties if party not in untouched]
    blocks = blocks_for(contract.type.code if contract.type else "", contract.standing)
    missing = [block for block in blocks if block.role not in {party.role for party in kept}]
    if not blocks or _stand_already(untouched, missing):
        return False
    for party in untouched:
        remove_party(session, party)
    added = [add_party(session, contract, block) for block in missing]
    _line_up([*kept, *added], [block.role for block in blocks])
    return True


def has_untouched(session: Session, contract: Contract) -> bool:
    return any(_is_untouched(session, contract, party) for party in parties_of(session, contract))


def _stand_already(untouched: Sequence[Party], missing: Sequence[Block]) -> bool:
    standing = [(party.role, party.ordering, party.own) for party in untouched]
    return standing == [(block.role, block.order, block.own) for block in missing]


def _is_untouched(session: Session, contract: Contract, party: Party) -> bool:
    typed = (party.name, party.mail, party.phone, party.registration, party.access_code_hash)
    if any(typed) or party.company not in {"", contract.organization.name}:
        return False
    asked = documents_of(session, party) or fields_of(session, party)
    return party.role in PROPOSED_ROLES and not asked


def _line_up(parties: Sequence[Party], roles: Sequence[str]) -> None:
    """Put the parties in the order of the roles; who has another role comes after them."""
    ranks = {role: rank for rank, role in enumerate(roles)}
    lined = sorted(parties, key=lambda party: ranks.get(party.role, len(ranks)))
    for position, party in enumerate(lined, start=1):
        party.position = position
