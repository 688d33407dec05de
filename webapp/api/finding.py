"""The contract an address names; what the caller may not see does not exist (T01)."""

from sqlalchemy.orm import Session

from contracts.refusals import ContractFrozen
from contracts.roles import Permission
from contracts.stage import STANDING
from database.contract import Contract
from database.queries.contracts import contract_seen_by
from webapp.api.guard import caller, require
from webapp.api.problems import Problem


def contract_or_404(session: Session, contract_id: str) -> Contract:
    require(Permission.READ)
    contract = contract_seen_by(session, caller(), contract_id)
    if contract is None:
        raise Problem(404, "not_found")
    return contract


def open_draft(session: Session, contract_id: str) -> Contract:
    """Return a draft that may still change; one that is sent or being sent may not."""
    contract = contract_or_404(session, contract_id)
    if contract.stage in STANDING:
        raise Problem(409, "concluded_stays")
    if contract.sequence > 0:
        raise Problem(409, "already_submitted")
    if contract.submitted_at is not None:
        raise Problem(409, "being_submitted")
    return contract


def filed_contract(session: Session, contract_id: str) -> Contract:
    """Return a contract of the archive: a draft is on no shelf, and nobody is asked for it."""
    contract = contract_or_404(session, contract_id)
    if contract.sequence == 0:
        raise Problem(409, "not_submitted")
    return contract


def sent_contract(session: Session, contract_id: str) -> Contract:
    """Return a contract whose parties may be asked; a frozen one is left alone."""
    contract = filed_contract(session, contract_id)
    if contract.frozen_at is not None:
        raise ContractFrozen
    return contract
