"""Whose turn to approve it is, as lists and the page of one contract ask for it (MK-46, MK-48)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from contracts.approval import ANYONE
from contracts.approving import may_decide_for
from contracts.event_table import StoredEvent
from contracts.evolve import folded
from contracts.stage import Stage
from contracts.state import ContractState
from database.approval import ApprovalTurn
from database.contract import Contract
from database.queries.approvers import absent_among, principals_of
from database.queries.people import names_of_people
from database.rebuilding import record_of
from database.sessions import Staff
from database.turns import DECISIONS

BEGINNINGS = frozenset({"contract_submitted", "round_opened", "round_resumed"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What `actor` decided in a step, for `person`: themselves, or whose delegate they were."""

    kind: str
    step: int
    person: str
    actor: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class CaseApproval:
    """The approval of one contract: `decisions` are those that count in the route as it stands."""

    state: ContractState
    decisions: Sequence[Decision]
    names: dict[str, str]
    deciding_for: Sequence[str]
    absent: Sequence[str]

    @property
    def is_waiting(self) -> bool:
        return self.state.stage is Stage.AWAITING_APPROVAL


def is_asked(session: Session, staff: Staff) -> ColumnElement[bool]:
    """Return whether it is this person's turn, also as a delegate; without a route it is every approver's."""
    people = [*principals_of(session, staff), ANYONE]
    turns = select(ApprovalTurn.contract_id).where(
        ApprovalTurn.organization_id == staff.organization.id, ApprovalTurn.is_open.is_(True)
    )
    theirs = turns.where(ApprovalTurn.person.in_(people))
    return or_(Contract.id.in_(theirs), Contract.id.not_in(turns))


def approval_of(session: Session, staff: Staff, contract: Contract) -> CaseApproval:
    record = record_of(session, contract)
    state = folded(contract.public_id, record)
    decisions = decisions_of(record)
    named = {one for step in state.approval.route for one in (*step.approvers, *step.escalation)}
    acted = {each for one in decisions for each in (one.person, one.actor)}
    waits = state.stage is Stage.AWAITING_APPROVAL
    waiting = sorted(named - state.approval.absent) if waits else ()
    return CaseApproval(
        state,
        decisions,
        names_of_people(session, contract.organization_id, named | acted),
        may_decide_for(state, staff.user.public_id, principals_of(session, staff)) if waits else [],
        absent_among(session, contract.organization_id, waiting),
    )


def decisions_of(record: Sequence[StoredEvent]) -> list[Decision]:
    """Return what counts since the route last began; a return to a step undoes that step and the later."""
    found: list[Decision] = []
    for stored in record:
        facts = json.loads(stored.facts)
        if stored.kind in BEGINNINGS:
            found = []
        elif stored.kind == "returned_to_step":
            found = [one for one in found if one.step < facts["to_step"]]
        elif stored.kind in DECISIONS:
            found.append(_decision(stored, facts))
    return found


def _decision(stored: StoredEvent, facts: dict[str, Any]) -> Decision:
    actor = facts["origin"]["actor"]
    return Decision(
        kind=stored.kind,
        step=facts.get("step", 0),
        person=facts.get("on_behalf") or actor,
        actor=actor,
        at=datetime.fromisoformat(stored.at),
        words=facts.get("comment") or facts.get("reason") or "",
    )


def asked_as(session: Session, staff: Staff, contracts: Sequence[Contract]) -> dict[int, list[str]]:
    """Map contracts to the names of those whose delegate this person would be; none for their own turn."""
    principals = [one for one in principals_of(session, staff) if one != staff.user.public_id]
    if not principals:
        return {}
    query = select(ApprovalTurn.contract_id, ApprovalTurn.person).where(
        ApprovalTurn.contract_id.in_([one.id for one in contracts]),
        ApprovalTurn.person.in_(principals),
        ApprovalTurn.is_open.is_(True),
    )
    names = names_of_people(session, staff.organization.id, principals)
    found: dict[int, list[str]] = {}
    for contract, person in session.execute(query.order_by(ApprovalTurn.person)):
        found.setdefault(contract, []).append(names.get(person, ""))
    return found
