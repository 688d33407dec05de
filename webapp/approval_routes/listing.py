"""承認経路の一覧: the order in which they are looked at, and those that are stopped."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.approval import ApprovalRoute
from database.approval_desk import move_route, switch_route
from database.queries.approval_routes import approval_route, approval_routes, steps_read
from webapp.access.staff import require, staff
from webapp.approval_routes.blueprint import blueprint
from webapp.casefile.approval_ahead import steps_ahead
from webapp.parts import parts

STEPS = {"up": -1, "down": 1}


@blueprint.get("/approval-routes")
def routes() -> str:
    require(Permission.CONFIGURE)
    with parts().database.reading() as session:
        rows = approval_routes(session, staff().organization.id)
        steps = {row.id: steps_ahead(session, row.organization_id, steps_read(row.steps)) for row in rows}
        return render_template("approval_routes/list.html", rows=rows, steps=steps)


@blueprint.post("/approval-routes/<public_id>/place")
def move(public_id: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    with parts().database.writing() as session:
        row = route_or_404(session, public_id)
        move_route(session, staff().user, row, STEPS.get(request.form.get("to", ""), 0))
    return redirect(url_for("approval_routes.routes", moved=public_id, _anchor=f"route-{public_id}"), 303)


@blueprint.post("/approval-routes/<public_id>/state")
def switch(public_id: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    on = request.form.get("on") == "yes"
    with parts().database.writing() as session:
        row = route_or_404(session, public_id)
        switch_route(session, staff().user, row, on=on)
        name = row.name
    flash(
        _("「%(name)s」をまた使います。", name=name)
        if on
        else _("「%(name)s」を停止しました。承認の途中の契約は、そのまま進みます。", name=name),
        "success",
    )
    return redirect(url_for("approval_routes.routes"), 303)


def route_or_404(session: Session, public_id: str) -> ApprovalRoute:
    return approval_route(session, staff().organization.id, public_id) or abort(404)
