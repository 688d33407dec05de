"""試してみる: which route a contract like this would take, and why no other (MK-48)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from contracts.approval_routes import RouteFacts, RouteTemplate, in_order, mismatch, route_for
from contracts.roles import Permission
from database.queries.approval_routes import approval_routes, departments_of, template_of
from webapp.access.staff import require, staff
from webapp.approval_routes.blueprint import blueprint
from webapp.approval_routes.forms import TrialForm, offer_trial
from webapp.approval_routes.house import House, house_of
from webapp.casefile.approval_ahead import StepAhead, steps_ahead
from webapp.parts import parts
from webapp.texts.approval import MISMATCHES


@dataclass(frozen=True, slots=True)
class TriedRoute:
    """`reason` is the first condition that does not hold, empty where all do."""

    id: str
    name: str
    reason: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """`taken` are the steps of the route that is taken; `by_type`: without one anybody may approve."""

    tried: Sequence[TriedRoute]
    taken: Sequence[StepAhead]
    is_matched: bool
    by_type: bool


@blueprint.get("/approval-routes/trial")
def trial() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    form = TrialForm(request.args)
    with parts().database.reading() as session:
        house = house_of(session, staff().organization.id)
        offer_trial(form, house)
        is_asked = "contract_type" in request.args
        is_readable = not is_asked or form.validate()
        found = _tried(session, form, house) if is_asked and is_readable else None
    page = render_template("approval_routes/trial.html", form=form, found=found)
    return page, 200 if is_readable else 422


def _tried(session: Session, form: TrialForm, house: House) -> Trial:
    rows = approval_routes(session, staff().organization.id)
    names = {row.public_id: row.name for row in rows}
    templates = [template_of(row) for row in rows]
    facts = _facts(session, form, house)
    taken = route_for(facts, templates)
    kind = house.type_with(facts.contract_type)
    return Trial(
        [_judged(one, facts, names, taken) for one in in_order(templates)],
        steps_ahead(session, staff().organization.id, taken.steps if taken else (), facts.person),
        taken is not None,
        bool(kind and kind.needs_approval),
    )


def _facts(session: Session, form: TrialForm, house: House) -> RouteFacts:
    person = house.person_with(form.person.data or "") or staff().user
    departments = departments_of(session, person)
    return RouteFacts(form.contract_type.data or "", form.amount.yen, person.public_id, departments)


def _judged(
    one: RouteTemplate, facts: RouteFacts, names: dict[str, str], taken: RouteTemplate | None
) -> TriedRoute:
    reason = mismatch(facts, one)
    return TriedRoute(one.id, names[one.id], str(MISMATCHES[reason]) if reason else "", one is taken)
