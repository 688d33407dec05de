"""取り下げ, with its mandatory reason; it ends the contract, or leaves the same as a draft (MK-60, MK-61)."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from contracts.acts import Withdraw
from contracts.roles import Permission
from database.contract import Contract
from database.draft_copies import copied_as_draft
from database.queries.preferences import preferences_of
from webapp.access.asking import new_key
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile.forms import WithdrawalForm
from webapp.legal.acting import ask, done
from webapp.legal.blueprint import blueprint
from webapp.parts import parts


class WithdrawalOrDraftForm(WithdrawalForm):
    leaves_draft = BooleanField(_l("取り下げて下書きに戻す（同じ内容の下書きを残します）"))


@blueprint.get("/contracts/<public_id>/withdrawal")
def withdrawal(public_id: str) -> ResponseReturnValue:
    contract = _require_sender(public_id)
    with parts().database.reading() as session:
        usual = preferences_of(session, contract.organization_id).withdrawal_leaves_draft
    leaves = usual and staff().may(Permission.DRAFT)
    form = WithdrawalOrDraftForm(None, data={"key": new_key(), "leaves_draft": leaves})
    return _question(contract, form, "", 200)


@blueprint.post("/contracts/<public_id>/withdrawal")
def withdraw(public_id: str) -> ResponseReturnValue:
    contract = _require_sender(public_id)
    form = WithdrawalOrDraftForm()
    if not form.validate():
        return _question(contract, form, "", 422)
    setback = ask(public_id, Withdraw(form.key.data, staff_origin(), form.reason.data, tells=True))
    if setback is not None:
        return _question(contract, form, setback.sentence, setback.status)
    if not (form.leaves_draft.data and staff().may(Permission.DRAFT)):
        return done(public_id, _("取り下げました。"))
    with parts().database.writing() as session:
        draft = copied_as_draft(session, staff(), sent_contract_or_404(session, public_id))
    done(public_id, _("取り下げて、同じ内容の下書きを作成しました。"))
    return redirect(url_for("legal.draft", public_id=draft.public_id), 303)


def _require_sender(public_id: str) -> Contract:
    require(Permission.SEND)
    with parts().database.reading() as session:
        return sent_contract_or_404(session, public_id)


def _question(
    contract: Contract, form: WithdrawalOrDraftForm, setback: str, status: int
) -> ResponseReturnValue:
    page = render_template(
        "legal/withdrawal.html",
        form=form,
        setback=setback,
        may_draft=staff().may(Permission.DRAFT),
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
