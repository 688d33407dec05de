"""復元: the files of an old version come back as a new one, with the reason typed (MK-38)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from contracts.roles import Permission
from contracts.sending_rules import TemplateNeeded
from contracts.stage import Stage
from contracts.versioning import LONGEST_REASON
from database.contract import Contract
from database.drafting import Asked
from database.drafting.rounds import may_open_round, plan_round
from database.queries.versions import discard_version, is_unsent, last_version, may_be_revised
from database.version_acts import restore_version
from webapp.access.asking import Setback, asked, new_key, refused_setback
from webapp.access.finding import contract_or_404
from webapp.access.staff import require, staff, staff_here, staff_origin
from webapp.casefile.forms import KeyForm
from webapp.parts import parts
from webapp.review.blueprint import blueprint
from webapp.review.finding import version_or_404

DRAFT_TOLD = _l("この版と同じファイルで、新しい版を作ります。いまの版は一覧に残り、消えることはありません。")
ROUND_TOLD = _l(
    "この版と同じファイルで新しい版を作り、相手方にもう一度確認を依頼します。変更の理由は相手方にも表示されます。すでにいただいた同意は無効になります。"
)


class RestorationForm(KeyForm):
    reason = StringField(
        _l("変更の理由"),
        [
            DataRequired(_l("変更の理由を入力してください。")),
            Length(max=LONGEST_REASON, message=_l("理由は%(max)d文字以内で入力してください。")),
        ],
    )


def may_restore(contract: Contract) -> bool:
    """A version may come back where one may be uploaded: in one's own draft, and to answer a 差し戻し."""
    if contract.sequence > 0:
        return may_be_revised(contract) and staff_here().may(Permission.SEND)
    is_own = contract.owner_id == staff().user.id
    return is_own and may_be_revised(contract) and staff_here().may(Permission.DRAFT)


@blueprint.get("/contracts/<public_id>/versions/<int:number>/restoration")
def restoration(public_id: str, number: int) -> ResponseReturnValue:
    return _page(public_id, number, RestorationForm(None, data={"key": new_key()}), 200)


@blueprint.post("/contracts/<public_id>/versions/<int:number>/restoration")
def restore(public_id: str, number: int) -> ResponseReturnValue:
    form = RestorationForm()
    if not form.validate():
        return _page(public_id, number, form, 422)
    with parts().database.reading() as session:
        is_draft = contract_or_404(session, public_id).sequence == 0
    if is_draft or request.form.get("intent") == "placement":
        return _filed(public_id, number, form, is_draft=is_draft)
    return _answered(public_id, number, form)


def _filed(public_id: str, number: int, form: RestorationForm, *, is_draft: bool) -> ResponseReturnValue:
    """File it without sending: a draft is sent later, and a 差し戻し is answered once the boxes stand."""
    if not is_draft:
        require(Permission.SEND)
    _file(public_id, number, form.reason.data, form.key.data)
    if is_draft:
        flash(_("第%(n)s版の内容に戻しました。", n=number), "success")
    else:
        flash(_("第%(n)s版の内容で、新しい版を用意しました。まだ送信していません。", n=number), "success")
    where = "review.versions" if is_draft else "placing.revision"
    return redirect(url_for(where, public_id=public_id), 303)


def _answered(public_id: str, number: int, form: RestorationForm) -> ResponseReturnValue:
    """Open a round with the old files: the reason is what the other side reads of the change."""
    require(Permission.SEND)
    filed = _file(public_id, number, form.reason.data, form.key.data)
    setback = _ask(public_id, filed, form)
    if setback is None:
        flash(_("第%(n)s版の内容で、新しい版として再開しました。", n=number), "success")
        return redirect(url_for("management.contract", public_id=public_id), 303)
    if setback.status in {409, 422}:
        _forget(public_id, filed)
    return _page(public_id, number, form, setback.status, setback)


def _ask(public_id: str, filed: str, form: RestorationForm) -> Setback | None:
    act = Asked(form.key.data, staff_origin())
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        if contract.stage == Stage.SENT_BACK and not may_open_round(session, contract):
            return refused_setback(TemplateNeeded())
        planned = plan_round(session, contract, staff().user, act, (filed, form.reason.data))
    return asked(lambda: parts().engine.ask(public_id, planned))


def _file(public_id: str, number: int, reason: str, key: str) -> str:
    """File the version once, however often the form is sent: it bears the key as its public id."""
    with parts().database.writing() as session:
        found = version_or_404(session, public_id, number)
        last = last_version(session, found.contract)
        if last is not None and last.public_id == key:
            return key
        if not may_restore(found.contract):
            abort(409)
        version = restore_version(session, found.contract, found.version, staff().user, reason)
        version.public_id = key
        return key


def _forget(public_id: str, filed: str) -> None:
    with parts().database.writing() as session:
        contract = contract_or_404(session, public_id)
        if is_unsent(session, contract, filed):
            discard_version(session, contract, filed)


def _page(
    public_id: str, number: int, form: RestorationForm, status: int, setback: Setback | None = None
) -> ResponseReturnValue:
    with parts().database.reading() as session:
        found = version_or_404(session, public_id, number)
        if not may_restore(found.contract) and setback is None:
            abort(404)
        page = render_template(
            "review/restoration.html",
            title=_("第%(n)s版の内容に戻しますか", n=number),
            object_name=found.contract.title or _("（文書名なし）"),
            consequence=_told(found.contract),
            action_url=url_for("review.restore", public_id=public_id, number=number),
            action_label=_("もう一度確認する") if setback and setback.is_open else _("この版に戻す"),
            back_url=url_for("review.version", public_id=public_id, number=number),
            danger=False,
            places=found.contract.sequence > 0,
            form=form,
            setback=setback.sentence if setback else "",
        )
    return page, status


def _told(contract: Contract) -> str:
    return str(DRAFT_TOLD if contract.sequence == 0 else ROUND_TOLD)
