"""Whose place the sender may let be handed over: 署名者変更 and 転送 (domain.md IM-44, IM-45, CF-03)."""

from contracts.standing import PartyKind
from contracts.type_preset import OTHER, TypePreset

AGENT = "取引士"
NAMED_ROLES = frozenset({"借主", "貸主", "連帯保証人", AGENT, "保証人", "自社署名者"})
"""Every other role is その他 (IM-24)."""


def may_be_handed_over(preset: TypePreset, role: str, kind: str, *, own: bool) -> bool:
    """Tell whether the sender may tick it, as the type of the contract says.

    A 取引士 puts a personal registration to the document, which nobody can take over (AD-03); nor is the
    place of the sender's own signer ever passed on.
    """
    if own:
        return False
    if preset.hands_over_freely:
        return role != AGENT
    allowed = {
        PartyKind.INDIVIDUAL.value: preset.hands_over_individual,
        PartyKind.CORPORATE_INFORMAL.value: preset.hands_over_corporate,
    }.get(kind, ())
    return role in allowed or (OTHER in allowed and role not in NAMED_ROLES)


def may_be_made_to_hand_over(*, signs: bool, own: bool, names_only: bool) -> bool:
    """Tell of whom the sender may demand it: of those outside who agree to the contract (MK-64)."""
    return signs and not own and not names_only
