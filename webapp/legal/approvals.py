"""要対応, and the three answers of an approver (MK-46); the rules say who may give them."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.acts import Approve, RejectApproval, ReturnToOwner
from contracts.roles import Permission
from database.contract import Contract
from database.queries.contracts import contracts_awaiting_answer, contracts_awaiting_approval
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile import case_page
from webapp.casefile.forms import KeyForm, RejectionForm, ReturnForm, fresh
from webapp.legal.acting import ask, done, done_or_shown
from webapp.legal.blueprint import blueprint
from webapp.legal.finding import contract_or_404
from webapp.parts import parts


@blueprint.get("/approvals")
def approvals() -> str:
    require(Permission.READ_ALL)
    with parts().database.reading() as session:
        return render_template(
            "legal/approvals.html",
            to_approve=contracts_awaiting_approval(session, staff()),
            to_answer=contracts_awaiting_answer(session, staff()),
        )


@blueprint.post("/contracts/<public_id>/approval")
def approve(public_id: str) -> ResponseReturnValue:
    _require_approver(public_id)
    form = KeyForm(prefix="approval")
    if not form.validate():
        return case_page(public_id, status=422)
    act = Approve(form.key.data, staff_origin())
    return done_or_shown(public_id, act, ("approval", form), _("承認しました。"))


@blueprint.post("/contracts/<public_id>/return")
def give_back(public_id: str) -> ResponseReturnValue:
    _require_approver(public_id)
    form = ReturnForm(prefix="return")
    if not form.validate():
        return case_page(public_id, {"return": form}, status=422)
    act = ReturnToOwner(form.key.data, staff_origin(), form.reason.data)
    return done_or_shown(public_id, act, ("return", form), _("差し戻しました。"))


@blueprint.get("/contracts/<public_id>/rejection")
def rejection(public_id: str) -> ResponseReturnValue:
    contract = _require_approver(public_id)
    return _question(contract, fresh(RejectionForm, ""), "", 200)


@blueprint.post("/contracts/<public_id>/rejection")
def reject(public_id: str) -> ResponseReturnValue:
    contract = _require_approver(public_id)
    form = RejectionForm()
    if not form.validate():
        return _question(contract, form, "", 422)
    setback = ask(public_id, RejectApproval(form.key.data, staff_origin(), form.reason.data))
    if setback is not None:
        return _question(contract, form, setback.sentence, setback.status)
    return done(public_id, _("却下しました。"))


def _require_approver(public_id: str) -> Contract:
    require(Permission.APPROVE)
    with parts().database.reading() as session:
        return contract_or_404(session, public_id)


def _question(contract: Contract, form: RejectionForm, setback: str, status: int) -> ResponseReturnValue:
    page = render_template(
        "legal/question.html",
        form=form,
        setback=setback,
        title=_("この契約を却下しますか"),
        object_name=contract.title,
        consequence=_(
            "この契約の手続きは終わり、再開できません。修正してほしいときは、却下ではなく差し戻しを選んでください。"
        ),
        action_url=url_for("legal.reject", public_id=contract.public_id),
        action_label=_("却下する"),
        back_url=url_for("management.contract", public_id=contract.public_id),
    )
    return page, status
