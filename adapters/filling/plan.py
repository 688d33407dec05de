import re
from typing import Literal

from adapters.filling.names import TAKEN_KEYS
from contracts.signing import SigningPlan

KEY = re.compile("[a-z0-9]+")
Reason = Literal["no_parties", "bad_key", "same_key_twice", "has_fields"]


class PlanRefused(Exception):
    """The document cannot be prepared; `key` is the party's, empty when the fault is not in one party."""

    def __init__(self, code: Reason, key: str = "") -> None:
        super().__init__(code, key)
        self.code = code
        self.key = key


def require_keys(plan: SigningPlan) -> None:
    """Refuse a plan whose parties' fields could not be told apart."""
    if not plan.parties:
        raise PlanRefused("no_parties")
    seen: set[str] = set()
    for party in plan.parties:
        if not KEY.fullmatch(party.key) or party.key in TAKEN_KEYS:
            raise PlanRefused("bad_key", party.key)
        if party.key in seen:
            raise PlanRefused("same_key_twice", party.key)
        seen.add(party.key)
