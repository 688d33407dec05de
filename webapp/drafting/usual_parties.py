"""The parties a draft begins with: what the 契約種別 usually has, as the organisation prefers it (AD-10)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from contracts.preferences import Preferences
from contracts.presets import blocks_for, proposed_roles
from contracts.type_preset import Block, PresetDocument, TypePreset
from database.contract import Contract
from database.party import Party
from database.queries.draft_asks import DocumentDraft, documents_of, fields_of
from database.queries.draft_parties import PartyDraft, change_party, new_party, parties_of, remove_party
from database.queries.preferences import preferences_of
from database.queries.types import contract_types, preset_of
from webapp.texts.hints import usual_hint

BY_URL = "url"


def usual_party(preferences: Preferences, preset: TypePreset, block: Block, company: str) -> PartyDraft:
    """Return the party as the block has it; where it says nothing the type decides, then the organisation."""
    return PartyDraft(
        order=block.order,
        role=block.role,
        kind=block.kind,
        company=company if block.own else "",
        own=block.own,
        imprint=block.imprint and not block.names_only,
        access_code_hint=block.hint or preset.hint or usual_hint(preferences),
        documents=tuple(
            DocumentDraft(one.title, one.note, one.required, one.is_identity) for one in block.documents
        ),
        may_hand_over=block.may_hand_over and not block.own,
        claimable=preferences.arrival_way == BY_URL and not block.own,
        declares=preferences.declares_authority and not block.names_only,
        names_only=block.names_only,
        as_proxy=block.as_proxy,
        seal_methods=block.seal_methods or preferences.seal_methods,
    )


def add_party(session: Session, contract: Contract, block: Block | None = None) -> Party:
    """Add a party as the organisation usually has it; without a block it comes after all others."""
    party = new_party(session, contract)
    preferences = preferences_of(session, contract.organization_id)
    company = contract.organization.name
    wanted = block or Block("", order=party.ordering)
    usual = usual_party(preferences, preset_of(contract.type), wanted, company)
    change_party(session, party, usual)
    return party


def propose_parties(session: Session, contract: Contract) -> bool:
    """Replace blocks nobody has touched by those the type and the standing lack; tell whether any changed.

    Blocks that somebody has touched stay as they are, and their roles are not proposed again (IM-20).
    """
    parties = parties_of(session, contract)
    untouched = _untouched(session, contract, parties)
    kept = [party for party in parties if party not in untouched]
    blocks = blocks_for(preset_of(contract.type), contract.standing)
    missing = [block for block in blocks if block.role not in {party.role for party in kept}]
    if not blocks or _stand_already(untouched, missing):
        return False
    for party in untouched:
        remove_party(session, party)
    added = [add_party(session, contract, block) for block in missing]
    _line_up([*kept, *added], [block.role for block in blocks])
    return True


def has_untouched(session: Session, contract: Contract) -> bool:
    return bool(_untouched(session, contract, parties_of(session, contract)))


def _stand_already(untouched: Sequence[Party], missing: Sequence[Block]) -> bool:
    standing = [(party.role, party.ordering, party.own) for party in untouched]
    return standing == [(block.role, block.order, block.own) for block in missing]


def _untouched(session: Session, contract: Contract, parties: Sequence[Party]) -> list[Party]:
    """Return the parties into which nobody has typed: as one of the organisation's types proposes them."""
    presets = [preset_of(kind) for kind in contract_types(session, contract.organization_id)]
    roles = proposed_roles(presets)
    asked = {block.documents for preset in presets for block in preset.parties} | {()}
    names = {"", contract.organization.name}
    return [
        party
        for party in parties
        if party.role in roles
        and party.company in names
        and not _is_typed(party)
        and _asked_of(session, party) in asked
        and not fields_of(session, party)
    ]


def _is_typed(party: Party) -> bool:
    return any((party.name, party.mail, party.phone, party.registration, party.access_code_hash))


def _asked_of(session: Session, party: Party) -> tuple[PresetDocument, ...]:
    rows = documents_of(session, party)
    return tuple(PresetDocument(row.title, row.note, row.required, row.is_identity) for row in rows)


def _line_up(parties: Sequence[Party], roles: Sequence[str]) -> None:
    """Put the parties in the order of the roles; who has another role comes after them."""
    ranks = {role: rank for rank, role in enumerate(roles)}
    lined = sorted(parties, key=lambda party: ranks.get(party.role, len(ranks)))
    for position, party in enumerate(lined, start=1):
        party.position = position
