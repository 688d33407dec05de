"""The contracts a member of staff may see; what the query does not return does not exist for them."""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from contracts.locking import MOST_CODE_TRIES
from contracts.roles import Permission
from contracts.stage import ENDED, Progress, Stage
from database.contract import Contract, Party
from database.record import ContractEvent
from database.sessions import Staff

PAGE_SIZES = (20, 50, 100)
ASKED_AT_ONCE = 500


def may_see(staff: Staff) -> ColumnElement[bool]:
    """A draft is its owner's alone; a system administrator sees no contract at all (MK-76)."""
    if not staff.may(Permission.READ_ALL):
        return false()
    own = Contract.owner_id == staff.user.id
    return (Contract.organization_id == staff.organization.id) & or_(Contract.sequence > 0, own)


def contract_seen_by(session: Session, staff: Staff, public_id: str) -> Contract | None:
    return session.scalars(select(Contract).where(Contract.public_id == public_id, may_see(staff))).first()


def sent_contract_seen_by(session: Session, staff: Staff, public_id: str) -> Contract | None:
    contract = contract_seen_by(session, staff, public_id)
    return contract if contract is not None and contract.sequence > 0 else None


def counts_by_stage(session: Session, staff: Staff) -> dict[str, int]:
    query = select(Contract.stage, func.count()).where(may_see(staff)).group_by(Contract.stage)
    return {row[0]: row[1] for row in session.execute(query)}


def contracts_awaiting_approval(session: Session, staff: Staff) -> Sequence[Contract]:
    """Return what this person may approve: nobody approves what they submitted, oldest first."""
    if not staff.may(Permission.APPROVE):
        return []
    query = select(Contract).where(may_see(staff), Contract.stage == Stage.AWAITING_APPROVAL)
    waiting = session.scalars(query.order_by(Contract.submitted_at, Contract.id)).all()
    submitters = _submitters(session, [row.id for row in waiting])
    return [row for row in waiting if submitters.get(row.id, "") != staff.user.public_id]


def contracts_awaiting_answer(session: Session, staff: Staff) -> Sequence[Contract]:
    """Return what the senders must act on: sent back, or a party locked out."""
    if not staff.may(Permission.SEND):
        return []
    locked = select(Party.contract_id).where(
        or_(Party.progress == Progress.LOCKED, Party.code_tries >= MOST_CODE_TRIES)
    )
    is_visited = _is_open() | (Contract.stage == Stage.CONCLUDED)
    waits = or_(Contract.stage == Stage.SENT_BACK, Contract.id.in_(locked) & is_visited)
    query = select(Contract).where(may_see(staff), Contract.sequence > 0, waits)
    return session.scalars(query.order_by(Contract.changed_at, Contract.id)).all()


def submitter_of(session: Session, contract: Contract) -> str:
    """Return the public id of who submitted the round that is now asked for."""
    return _submitters(session, [contract.id]).get(contract.id, "")


def _submitters(session: Session, contracts: Sequence[int]) -> dict[int, str]:
    """Map contracts to the submitters of their last rounds; the menu of every page counts with this."""
    found: dict[int, str] = {}
    for at in range(0, len(contracts), ASKED_AT_ONCE):
        query = select(ContractEvent.contract_id, ContractEvent.facts).where(
            ContractEvent.contract_id.in_(contracts[at : at + ASKED_AT_ONCE]),
            ContractEvent.kind.in_(("contract_submitted", "round_opened")),
        )
        for contract, facts in session.execute(query.order_by(ContractEvent.sequence)):
            found[contract] = str(json.loads(facts)["origin"]["actor"])
    return found


def _is_open() -> ColumnElement[bool]:
    return Contract.stage.not_in(ENDED)
