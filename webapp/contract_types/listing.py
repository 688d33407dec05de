"""契約種別の一覧: order, hiding, and what each is copied from."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.presets import blocks_for
from contracts.roles import Permission
from database.contract_type import ContractType
from database.contract_types import hide_type, move_type, own_type
from database.queries.types import contract_types, preset_of
from webapp.access.staff import require, staff
from webapp.contract_types.blueprint import blueprint
from webapp.parts import parts

STEPS = {"up": -1, "down": 1}


@blueprint.get("/contract-types")
def types() -> str:
    require(Permission.CONFIGURE)
    with parts().database.reading() as session:
        kinds = contract_types(session, staff().organization.id)
        roles = {one.id: [block.role for block in blocks_for(preset_of(one), "")] for one in kinds}
        return render_template("contract_types/list.html", kinds=kinds, roles=roles)


@blueprint.post("/contract-types/<public_id>/place")
def move(public_id: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    with parts().database.writing() as session:
        kind = type_or_404(session, public_id)
        move_type(session, staff().user, kind, STEPS.get(request.form.get("to", ""), 0))
    return redirect(url_for("contract_types.types", moved=public_id, _anchor=f"type-{public_id}"), 303)


@blueprint.post("/contract-types/<public_id>/visibility")
def show_or_hide(public_id: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    hidden = request.form.get("hidden") == "yes"
    with parts().database.writing() as session:
        kind = type_or_404(session, public_id)
        hide_type(session, staff().user, kind, hidden=hidden)
        name = kind.name
    flash(
        _("「%(name)s」を選べないようにしました。使っている契約は変わりません。", name=name)
        if hidden
        else _("「%(name)s」をまた選べるようにしました。", name=name),
        "success",
    )
    return redirect(url_for("contract_types.type_", public_id=public_id), 303)


def type_or_404(session: Session, public_id: str) -> ContractType:
    return own_type(session, staff().organization.id, public_id) or abort(404)
