"""取り下げ, with its mandatory reason (MK-60)."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.acts import Withdraw
from contracts.roles import Permission
from database.contract import Contract
from webapp.access.staff import require, staff_origin
from webapp.casefile.forms import WithdrawalForm, fresh
from webapp.legal.acting import ask, done
from webapp.legal.blueprint import blueprint
from webapp.legal.finding import contract_or_404
from webapp.parts import parts


@blueprint.get("/contracts/<public_id>/withdrawal")
def withdrawal(public_id: str) -> ResponseReturnValue:
    return _question(_require_sender(public_id), fresh(WithdrawalForm, ""), "", 200)


@blueprint.post("/contracts/<public_id>/withdrawal")
def withdraw(public_id: str) -> ResponseReturnValue:
    contract = _require_sender(public_id)
    form = WithdrawalForm()
    if not form.validate():
        return _question(contract, form, "", 422)
    setback = ask(public_id, Withdraw(form.key.data, staff_origin(), form.reason.data))
    if setback is not None:
        return _question(contract, form, setback.sentence, setback.status)
    return done(public_id, _("取り下げました。"))


def _require_sender(public_id: str) -> Contract:
    require(Permission.SEND)
    with parts().database.reading() as session:
        return contract_or_404(session, public_id)


def _question(contract: Contract, form: WithdrawalForm, setback: str, status: int) -> ResponseReturnValue:
    page = render_template(
        "legal/question.html",
        form=form,
        setback=setback,
        title=_("この契約を取り下げますか"),
        object_name=contract.title,
        consequence=_(
            "この契約の手続きは終わり、再開できません。すでに依頼が届いている方には、取り下げをメールでお知らせします。"
        ),
        action_url=url_for("legal.withdraw", public_id=contract.public_id),
        action_label=_("取り下げ"),
        back_url=url_for("management.contract", public_id=contract.public_id),
    )
    return page, status
