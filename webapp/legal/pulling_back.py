"""取り戻し: the submitter takes the contract back out of the approval, to revise it (AD-05, MK-48)."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.acts import PullBack
from contracts.roles import Permission
from database.contract import Contract
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile.approval import shown_approval
from webapp.casefile.approval_forms import PullBackForm
from webapp.casefile.forms import fresh
from webapp.legal.acting import ask, done
from webapp.legal.blueprint import blueprint
from webapp.parts import parts


@blueprint.get("/contracts/<public_id>/pull-back")
def pulling_back(public_id: str) -> ResponseReturnValue:
    contract = _require_sender(public_id)
    with parts().database.reading() as session:
        if not shown_approval(session, staff(), contract).may_pull_back:
            abort(404)
    return _question(contract, fresh(PullBackForm, ""), "", 200)


@blueprint.post("/contracts/<public_id>/pull-back")
def pull_back(public_id: str) -> ResponseReturnValue:
    contract = _require_sender(public_id)
    form = PullBackForm()
    if not form.validate():
        return _question(contract, form, "", 422)
    setback = ask(public_id, PullBack(form.key.data, staff_origin(), form.reason.data or "", tells=True))
    if setback is not None:
        return _question(contract, form, setback.sentence, setback.status)
    return done(public_id, _("取り戻しました。内容を確認し、再開するか取り下げてください。"))


def _require_sender(public_id: str) -> Contract:
    require(Permission.SEND)
    with parts().database.reading() as session:
        return sent_contract_or_404(session, public_id)


def _question(contract: Contract, form: PullBackForm, setback: str, status: int) -> ResponseReturnValue:
    page = render_template(
        "legal/pulling_back.html",
        form=form,
        setback=setback,
        danger=False,
        title=_("承認の依頼を取り戻しますか"),
        object_name=contract.title,
        consequence=_(
            "承認の依頼は止まり、承認者の「要対応」から消えます。依頼のメールを受け取った承認者には、対応が不要になったことをメールで知らせます。内容を直して新しい版で再開すると、承認は最初の段階からやり直しになります。"
        ),
        action_url=url_for("legal.pull_back", public_id=contract.public_id),
        action_label=_("取り戻す"),
        back_url=url_for("management.contract", public_id=contract.public_id),
    )
    return page, status
