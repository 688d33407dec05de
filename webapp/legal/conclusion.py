"""要確認: 締結を完了, or 差し戻す to the one counterparty with the same document (MK-62, MK-63)."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from contracts.acts import ConfirmConclusion, OpenRound
from contracts.roles import Permission
from contracts.stage import Stage
from database.contract import Contract
from database.queries.downloads import version_of_round
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff_origin
from webapp.casefile.forms import KeyForm, fresh
from webapp.legal.acting import ask, done
from webapp.legal.blueprint import blueprint
from webapp.parts import parts


class ReturnToPartyForm(KeyForm):
    reason = TextAreaField(_l("差し戻し理由"), [DataRequired(_l("差し戻し理由を入力してください。"))])


@blueprint.get("/contracts/<public_id>/conclusion")
def conclusion(public_id: str) -> ResponseReturnValue:
    return _conclusion(_waiting(public_id), fresh(KeyForm, ""))


@blueprint.post("/contracts/<public_id>/conclusion")
def confirm_conclusion(public_id: str) -> ResponseReturnValue:
    contract, form = _contract(public_id), KeyForm()
    if not form.validate():
        return _conclusion(contract, fresh(KeyForm, ""), status=422)
    setback = ask(public_id, ConfirmConclusion(form.key.data, staff_origin()))
    if setback is not None:
        return _conclusion(contract, form, setback.sentence, setback.status)
    return done(public_id, _("締結を進めました。"))


@blueprint.get("/contracts/<public_id>/counterparty-return")
def return_to_party(public_id: str) -> ResponseReturnValue:
    return _return(_waiting(public_id), fresh(ReturnToPartyForm, ""))


@blueprint.post("/contracts/<public_id>/counterparty-return")
def send_back_to_party(public_id: str) -> ResponseReturnValue:
    """The same document once more: the party's agreement is void, what it typed is proposed to it again."""
    contract, form = _contract(public_id), ReturnToPartyForm()
    if not form.validate():
        return _return(contract, form, status=422)
    with parts().database.reading() as session:
        version = version_of_round(session, contract)
    same = version.public_id if version else ""
    act = OpenRound(form.key.data, staff_origin(), same, form.reason.data, same_documents=True)
    setback = ask(public_id, act)
    if setback is not None:
        return _return(contract, form, setback.sentence, setback.status)
    return done(public_id, _("差し戻しました。"))


def _contract(public_id: str) -> Contract:
    require(Permission.SEND)
    with parts().database.reading() as session:
        return sent_contract_or_404(session, public_id)


def _waiting(public_id: str) -> Contract:
    contract = _contract(public_id)
    return contract if contract.stage == Stage.AWAITING_CONFIRMATION else abort(404)


def _conclusion(
    contract: Contract, form: KeyForm, setback: str = "", status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "legal/key_question.html",
        form=form,
        setback=setback,
        danger=False,
        title=_("締結を完了しますか"),
        object_name=contract.title,
        consequence=_("締結処理に進みます。締結した契約は、修正も取り消しもできません。"),
        action_url=url_for("legal.confirm_conclusion", public_id=contract.public_id),
        action_label=_("締結を完了"),
        back_url=url_for("management.contract", public_id=contract.public_id),
    )
    return page, status


def _return(
    contract: Contract, form: ReturnToPartyForm, setback: str = "", status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "legal/question.html",
        form=form,
        setback=setback,
        title=_("相手方に差し戻しますか"),
        object_name=contract.title,
        consequence=_(
            "相手方の同意は効力を失い、同じ文書でもう一度署名を依頼します。理由は相手方にメールで届き、署名の期限は数え直します。文書を直すときは、取り下げて下書きに戻してください。"
        ),
        action_url=url_for("legal.send_back_to_party", public_id=contract.public_id),
        action_label=_("差し戻しする"),
        back_url=url_for("management.contract", public_id=contract.public_id),
    )
    return page, status
