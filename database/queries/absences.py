"""Contracts that wait for the approval of somebody who can approve no more (T07)."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.absences import absence_of
from contracts.acts import PassOver
from contracts.approval import ANYONE
from contracts.evolve import folded
from contracts.stage import Stage
from database.approval import ApprovalTurn
from database.contract import Contract
from database.queries.approvers import absent_among
from database.rebuilding import record_of


def untold_absences(session: Session) -> Iterator[tuple[str, PassOver]]:
    turns = select(ApprovalTurn).where(ApprovalTurn.is_open.is_(True), ApprovalTurn.person != ANYONE)
    waiting: dict[int, list[str]] = {}
    for turn in session.scalars(turns.order_by(ApprovalTurn.contract_id)):
        waiting.setdefault(turn.contract_id, []).append(turn.person)
    for contract_id, people in waiting.items():
        contract = session.get_one(Contract, contract_id)
        is_open = contract.stage == Stage.AWAITING_APPROVAL and contract.frozen_at is None
        absent = absent_among(session, contract.organization_id, people) if is_open else []
        if absent:
            state = folded(contract.public_id, record_of(session, contract))
            yield contract.public_id, absence_of(state, absent)
