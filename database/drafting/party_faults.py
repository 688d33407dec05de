"""What a party of a draft still lacks; one that is only shared with is not asked for an order (IM-48)."""

from collections.abc import Iterator

from contracts.handing_rule import may_be_handed_over
from contracts.mail_address import MAIL
from contracts.sealing_ways import ways_of
from contracts.standing import PartyKind
from contracts.type_preset import CodeUse, TypePreset
from database.drafting.spelling import Fault
from database.party import Party


def party_faults(party: Party, preset: TypePreset, *, may_text: bool) -> Iterator[Fault]:
    rules = (
        *_person_rules(party),
        *_address_rules(party, may_text=may_text),
        *(_signer_rules(party, preset) if party.signs else ()),
    )
    return (Fault(field, code, party.public_id) for field, code, holds in rules if holds)


Rule = tuple[str, str, bool]


def _person_rules(party: Party) -> tuple[Rule, ...]:
    """Whoever takes the place through the 締結用URL says who they are (CS-09)."""
    asked = not _is_claimed(party)
    return (
        ("company", "company_missing", asked and _is_corporate(party) and not party.company),
        ("role", "role_missing", not party.role),
        ("name", "name_missing", asked and not party.name),
    )


def _address_rules(party: Party, *, may_text: bool) -> tuple[Rule, ...]:
    """Mail or SMS, for a company mail alone, and for everybody where no SMS is sent (IM-32, AD-16)."""
    corporate, nowhere = _is_corporate(party), not _is_claimed(party) and not party.mail
    return (
        ("mail", "mail_missing", nowhere and corporate),
        ("mail", "mail_or_phone_missing", nowhere and not corporate and not party.phone),
        ("mail", "sms_off", nowhere and not corporate and bool(party.phone) and not may_text),
        ("mail", "mail_invalid", bool(party.mail) and not MAIL.fullmatch(party.mail)),
        ("phone", "phone_for_individuals", corporate and bool(party.phone)),
    )


def _signer_rules(party: Party, preset: TypePreset) -> tuple[Rule, ...]:
    allowed = may_be_handed_over(preset, party.role, party.kind, own=party.own)
    return (
        ("order", "order_invalid", party.ordering < 1),
        ("way", "own_by_url", party.own and party.claimable),
        ("may_hand_over", "hand_over_impossible", party.may_hand_over and not allowed),
        ("registration", "registration_missing", party.names_only and not party.registration),
        ("seal_generated", "seal_methods_missing", party.imprint and not ways_of(party.seal_methods)),
        *_code_rules(party, preset.code_use(party.role, party.kind)),
    )


def _code_rules(party: Party, use: CodeUse) -> tuple[Rule, ...]:
    """What the type says of the code; the sender's own people are never made to have one (CF-02)."""
    is_set = bool(party.access_code_hash)
    return (
        ("access_code", "code_needed", use is CodeUse.REQUIRED and not is_set and not party.own),
        ("access_code", "code_not_used", use is CodeUse.OFF and is_set),
    )


def _is_corporate(party: Party) -> bool:
    return party.kind != PartyKind.INDIVIDUAL


def _is_claimed(party: Party) -> bool:
    return party.claimable and party.signs
