"""承認経路の編集; contracts that were sent keep the steps they were sent with."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.approval import MOST_STEPS
from contracts.roles import Permission
from database.approval import ApprovalRoute
from database.approval_desk import RouteEntry, add_route, change_route, held_in
from webapp.access.staff import require, staff
from webapp.approval_routes.blueprint import blueprint
from webapp.approval_routes.forms import RouteForm, offer
from webapp.approval_routes.house import House, house_of
from webapp.approval_routes.judging import is_whole
from webapp.approval_routes.listing import route_or_404
from webapp.parts import parts


@blueprint.get("/approval-routes/new")
def new_route() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    return _page(RouteForm(None), None), 200


@blueprint.post("/approval-routes/new")
def add() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    form = RouteForm()
    if _asks_for_steps(form):
        return _page(form, None), 200
    if not _is_valid(form):
        return _page(form, None), 422
    with parts().database.writing() as session:
        entry = _entry(form, house_of(session, staff().organization.id))
        add_route(session, staff().user, form.key.data, entry)
    flash(_("承認経路を追加しました。「試してみる」で、どの契約に使われるかを確かめられます。"), "success")
    return redirect(url_for("approval_routes.routes"), 303)


@blueprint.get("/approval-routes/<public_id>")
def route(public_id: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    with parts().database.reading() as session:
        row = route_or_404(session, public_id)
    return _page(_filled(row), row), 200


@blueprint.post("/approval-routes/<public_id>")
def save(public_id: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    with parts().database.reading() as session:
        row = route_or_404(session, public_id)
    form = RouteForm()
    if _asks_for_steps(form):
        return _page(form, row), 200
    if not _is_valid(form):
        return _page(form, row), 422
    with parts().database.writing() as session:
        entry = _entry(form, house_of(session, staff().organization.id))
        changed = change_route(session, staff().user, route_or_404(session, public_id), entry)
    flash(_("承認経路を保存しました。") if changed else _("変更はありませんでした。"), "success")
    return redirect(url_for("approval_routes.routes"), 303)


def _asks_for_steps(form: RouteForm) -> bool:
    """段階を追加, and 段階を削除 of the one that is named: what was typed elsewhere stays."""
    if "more" in request.form:
        if len(form.steps) < MOST_STEPS:
            form.steps.append_entry()
        return True
    place = request.form.get("less", "")
    if not place:
        return False
    form.steps.entries = [one for at, one in enumerate(form.steps.entries) if str(at) != place]
    if not form.steps.entries:
        form.steps.append_entry()
    return True


def _is_valid(form: RouteForm) -> bool:
    with parts().database.reading() as session:
        house = house_of(session, staff().organization.id)
    typed_well: bool = form.validate()
    return is_whole(form, house) and typed_well


def _entry(form: RouteForm, house: House) -> RouteEntry:
    kind, person = house.type_with(form.contract_type.data or ""), house.person_with(form.person.data or "")
    return RouteEntry(
        name=form.name.data,
        type_id=kind.id if kind else None,
        amount_from=form.amount_from.yen,
        amount_to=form.amount_to.yen,
        department=form.department.data or "",
        person_id=person.id if person else None,
        steps=tuple(entry.form.step for entry in form.steps if not entry.form.is_empty),
    )


def _filled(row: ApprovalRoute) -> RouteForm:
    held = held_in(row)
    steps = [
        {
            "name": step.name,
            "rule": step.rule,
            "approvers": step.approvers,
            "hours": str(step.hours),
            "escalation": step.escalation,
        }
        for step in held.steps
    ]
    return RouteForm(
        None,
        data={
            "name": held.name,
            "contract_type": row.type.public_id if row.type else "",
            "amount_from": _yen(held.amount_from),
            "amount_to": _yen(held.amount_to),
            "department": held.department,
            "person": row.person.public_id if row.person else "",
            "steps": steps,
        },
    )


def _yen(amount: int | None) -> str:
    return "" if amount is None else f"{amount:,}"


def _page(form: RouteForm, row: ApprovalRoute | None) -> str:
    with parts().database.reading() as session:
        house = house_of(session, staff().organization.id)
    return render_template("approval_routes/edit.html", form=offer(form, house), row=row, most=MOST_STEPS)
