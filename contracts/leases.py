"""契約種別 with rules of their own: a lease names a 借主 (IM-25), a guarantee its limit (AD-15)."""

LEASES = frozenset({"lease", "lease_guarantor", "renewal"})
WITH_GUARANTOR = "lease_guarantor"
LESSEE, LESSOR, GUARANTOR, AGENT, OTHER = "借主", "貸主", "連帯保証人", "取引士", "その他"
NAMED_ROLES = frozenset({LESSEE, LESSOR, GUARANTOR, AGENT, "保証人", "自社署名者"})
"""Every other role of a lease is その他 (IM-24)."""


def needs_guarantee_limit(contract_type: str) -> bool:
    """Tell whether the contract is void without 極度額 (民法465条の2)."""
    return contract_type == WITH_GUARANTOR


def needs_lessee(contract_type: str) -> bool:
    return contract_type in LEASES
