"""The approval that a draft passes before anything leaves the house, on the page that confirms it (MK-48)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from contracts.acts import RouteStep
from database.contract import Contract
from database.queries.approval_routes import route_of
from database.queries.people import names_of_people
from webapp.drafting import is_approved_first
from webapp.texts.approval import rule_label


@dataclass(frozen=True, slots=True)
class StepAhead:
    name: str
    rule: str
    names: Sequence[str]
    hours: int
    seniors: Sequence[str]


def approval_ahead(session: Session, contract: Contract) -> dict[str, Any]:
    """Return what the page is told: whether anybody approves, and the steps of the route."""
    route = route_of(session, contract, contract.owner)
    return {
        "needs_approval": bool(route) or is_approved_first(session, contract),
        "route": steps_ahead(session, contract.organization_id, route, contract.owner.public_id),
    }


def steps_ahead(
    session: Session, organization_id: int, route: Sequence[RouteStep], sender: str = ""
) -> list[StepAhead]:
    """Nobody approves what they submitted: the sender is not among those who will be asked."""
    named = {one for step in route for one in (*step.approvers, *step.escalation)} - {sender}
    names = names_of_people(session, organization_id, named)
    return [
        StepAhead(
            step.name,
            rule_label(step.rule),
            [names[one] for one in step.approvers if one in names],
            step.hours,
            [names[one] for one in step.escalation if one in names],
        )
        for step in route
    ]
