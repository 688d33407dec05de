"""承認経路の定型 of an organisation, and the one that a contract takes (MK-47, MK-48)."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from contracts.acts import RouteStep
from contracts.approval_routes import RouteFacts, RouteTemplate, route_for
from contracts.money import YEN
from database.approval import ApprovalRoute
from database.contract import Contract
from database.folders import Group, GroupMember
from database.people import User
from database.queries.approvers import absent_among

JOINED = (selectinload(ApprovalRoute.type), selectinload(ApprovalRoute.person))


def approval_routes(session: Session, organization_id: int) -> Sequence[ApprovalRoute]:
    query = select(ApprovalRoute).where(ApprovalRoute.organization_id == organization_id).options(*JOINED)
    return session.scalars(query.order_by(ApprovalRoute.position, ApprovalRoute.id)).all()


def approval_route(session: Session, organization_id: int, public_id: str) -> ApprovalRoute | None:
    query = select(ApprovalRoute).where(
        ApprovalRoute.organization_id == organization_id, ApprovalRoute.public_id == public_id
    )
    return session.scalars(query.options(*JOINED)).first()


def last_position(session: Session, organization_id: int) -> int:
    query = select(func.max(ApprovalRoute.position)).where(ApprovalRoute.organization_id == organization_id)
    return session.scalar(query) or 0


def template_of(row: ApprovalRoute) -> RouteTemplate:
    return RouteTemplate(
        id=row.public_id,
        steps=tuple(steps_read(row.steps)),
        contract_type=row.type.public_id if row.type else "",
        amount_from=row.amount_from,
        amount_to=row.amount_to,
        department=row.department,
        person=row.person.public_id if row.person else "",
        is_disabled=row.disabled_at is not None,
    )


def steps_read(spelled: str) -> list[RouteStep]:
    return [RouteStep(**step) for step in json.loads(spelled)]


def steps_written(steps: Sequence[RouteStep]) -> str:
    return json.dumps([asdict(step) for step in steps], ensure_ascii=False)


def facts_of(session: Session, contract: Contract, sender: User) -> RouteFacts:
    """Return what the route is chosen by; the departments are the groups of whoever sends it."""
    is_yen = contract.currency == YEN
    amounts = {"stated": contract.amount if is_yen else None, "none": 0}
    return RouteFacts(
        contract_type=contract.type.public_id if contract.type else "",
        amount=amounts.get(contract.amount_state),
        person=sender.public_id,
        departments=departments_of(session, sender),
    )


def departments_of(session: Session, user: User) -> frozenset[str]:
    query = (
        select(Group.name)
        .join(GroupMember, GroupMember.group_id == Group.id)
        .where(GroupMember.user_id == user.id)
    )
    return frozenset(session.scalars(query))


def route_of(session: Session, contract: Contract, sender: User) -> list[RouteStep]:
    """Return the steps that the contract takes when `sender` sends it now; none when no template matches.

    Who can approve no more is left out; a step of nobody else is open to whoever may approve (T07).
    """
    templates = [template_of(row) for row in approval_routes(session, contract.organization_id)]
    found = route_for(facts_of(session, contract, sender), templates)
    steps = found.steps if found else ()
    named = {one for step in steps for one in (*step.approvers, *step.escalation)}
    absent = set(absent_among(session, contract.organization_id, sorted(named)))
    return [_without(step, absent) for step in steps]


def _without(step: RouteStep, absent: set[str]) -> RouteStep:
    seniors = [one for one in step.escalation if one not in absent]
    return RouteStep(
        step.name,
        [one for one in step.approvers if one not in absent],
        step.rule,
        step.hours if seniors else 0,
        seniors,
    )
