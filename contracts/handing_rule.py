"""Whose place the sender may let be handed over: 署名者変更 and 転送 (domain.md IM-44, IM-45, CF-03)."""

from contracts.leases import LEASES, LESSOR, NAMED_ROLES, OTHER
from contracts.standing import PartyKind

_ALLOWED = {
    LESSOR: frozenset({PartyKind.INDIVIDUAL}),
    OTHER: frozenset({PartyKind.INDIVIDUAL, PartyKind.CORPORATE_INFORMAL}),
}


def may_be_handed_over(contract_type: str, role: str, kind: str) -> bool:
    """Tell whether the sender may tick it; in a lease role and kind decide, elsewhere everyone may forward.

    A 取引士 puts a personal registration to the document, which nobody can take over (AD-03).
    """
    if contract_type not in LEASES:
        return role != "取引士"
    return kind in _ALLOWED.get(role if role in NAMED_ROLES else OTHER, frozenset())
