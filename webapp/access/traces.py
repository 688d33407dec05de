"""What staff look at or take away is told to the audit log: who, from where, about what (GM-34)."""

from contracts.acts import Origin
from database.audit import Told
from database.contract import Contract
from webapp.looks import tell_look


def tell_seen(contract: Contract, origin: Origin, code: str, **facts: str | int) -> None:
    """File one row; a draft is nobody's contract yet, and its own page tells nothing either."""
    if contract.sequence:
        told = Told(code, origin.actor, contract.public_id, {"address": origin.address, **facts})
        tell_look(contract.organization_id, told)
