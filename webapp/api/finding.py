"""The contract an address names; what the caller may not see does not exist (T01)."""

from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.contract import Contract
from database.queries.contracts import contract_seen_by
from webapp.api.guard import caller, require
from webapp.api.problems import Problem


def contract_or_404(session: Session, contract_id: str) -> Contract:
    require(Permission.READ_ALL)
    contract = contract_seen_by(session, caller(), contract_id)
    if contract is None:
        raise Problem(404, "not_found")
    return contract


def open_draft(session: Session, contract_id: str) -> Contract:
    """Return a draft that may still change; one that is sent or being sent may not."""
    contract = contract_or_404(session, contract_id)
    if contract.sequence > 0:
        raise Problem(409, "already_submitted")
    if contract.submitted_at is not None:
        raise Problem(409, "being_submitted")
    return contract
