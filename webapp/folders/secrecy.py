"""親展: set and lifted after a question that says who goes on seeing the contract (MK-79)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.access import Level
from contracts.roles import Permission
from database.queries.levels import level_on
from database.shelves.placing import make_confidential
from webapp.access.staff import by, require, staff
from webapp.folders.blueprint import blueprint
from webapp.folders.finding import given_contract_or_404
from webapp.parts import parts


@blueprint.get("/contracts/<public_id>/confidentiality")
def confidentiality(public_id: str) -> ResponseReturnValue:
    require(Permission.READ)
    with parts().database.reading() as session:
        contract = given_contract_or_404(session, public_id)
    return render_template(
        "base/confirm.html",
        title=_("親展を解除しますか") if contract.confidential else _("親展にしますか"),
        object_name=contract.title,
        consequence=_consequence(is_lifted=contract.confidential),
        action_url=url_for(
            "folders.lift_confidentiality" if contract.confidential else "folders.set_confidentiality",
            public_id=public_id,
        ),
        action_label=_("親展を解除する") if contract.confidential else _("親展にする"),
        back_url=url_for("management.contract", public_id=public_id),
    )


@blueprint.post("/contracts/<public_id>/confidentiality")
def set_confidentiality(public_id: str) -> ResponseReturnValue:
    return _changed(public_id, _("親展にしました。"), confidential=True)


@blueprint.post("/contracts/<public_id>/confidentiality/end")
def lift_confidentiality(public_id: str) -> ResponseReturnValue:
    return _changed(public_id, _("親展を解除しました。"), confidential=False)


def _changed(public_id: str, told: str, *, confidential: bool) -> ResponseReturnValue:
    """Whoever has shut the contract to themselves goes on to the list."""
    require(Permission.READ)
    with parts().database.writing() as session:
        contract = given_contract_or_404(session, public_id)
        make_confidential(session, by(), contract, confidential=confidential)
        session.flush()
        is_seen = level_on(session, staff(), public_id) is not Level.NONE
    flash(told, "success")
    if is_seen:
        return redirect(url_for("management.contract", public_id=public_id), 303)
    return redirect(url_for("management.contracts"), 303)


def _consequence(*, is_lifted: bool) -> str:
    if is_lifted:
        return str(_("保管場所の権限に従って、ほかの利用者にも表示されるようになります。"))
    told = _(
        "担当者、自社の署名者、個別に権限を与えた方、親展書類管理者だけに表示されます。ほかの管理者や監査の方には、一覧にも件数にも検索にも表示されません。"
    )
    return str(told)
