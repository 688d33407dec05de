"""更新判断 on a page of its own: what the document says, what each answer does, and the answer (MK-22)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import Length

from contracts.metadata import ValueChangedMeanwhile
from contracts.refusals import Refused
from contracts.renewal import Answer
from database.contract import Contract
from database.queries.renewals import renewal_of
from database.renewal_answers import answer_renewal, may_answer
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import staff, staff_here
from webapp.casefile.forms import KeyForm, fresh
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.renewals import ANSWERS, REFUSALS, answer_words, renewal_words

UNPROCESSABLE, CONFLICT = 422, 409
LONGEST_REASON = 1000
WITHDRAWN = "none"
"""What the form says for taking an answer back."""


class RenewalForm(KeyForm):
    """`seen` is the answer that stood on the page: where another has answered since, nothing is changed."""

    seen = HiddenField()
    answer = RadioField(_l("この契約をどうしますか"), validate_choice=False)
    reason = TextAreaField(
        _l("判断の理由"),
        [Length(max=LONGEST_REASON, message=_l("%(max)d文字以内で入力してください。"))],
        render_kw={"maxlength": LONGEST_REASON, "rows": 3},
    )


@blueprint.get("/contracts/<public_id>/renewal")
def renewal(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = _contract_or_404(session, public_id)
        form = fresh(RenewalForm, "")
        form.answer.data = contract.renewal_answer or None
        form.seen.data = contract.renewal_answer
        return _page(session, contract, form)


@blueprint.post("/contracts/<public_id>/renewal")
def decide_renewal(public_id: str) -> ResponseReturnValue:
    form = RenewalForm()
    with parts().database.writing() as session:
        contract = _contract_or_404(session, public_id)
        answer = _answer(form, contract)
        if answer is None or not form.validate():
            return _page(session, contract, form), UNPROCESSABLE
        try:
            answer_renewal(session, staff(), contract, answer, (_reason(form), form.seen.data or ""))
        except ValueChangedMeanwhile as changed:
            return _seen_otherwise(session, contract, form, str(changed.facts["value"])), CONFLICT
        except Refused as refusal:
            form.answer.errors = [REFUSALS[refusal.code]]
            return _page(session, contract, form), CONFLICT
    words = _("回答を取り消しました。期限までに、あらためて回答できます。")
    if answer is not Answer.NONE:
        words = _("「%(answer)s」と回答しました。期限までは変更できます。", answer=ANSWERS[answer])
    flash(words, "success")
    return redirect(url_for("management.contract", public_id=public_id, _anchor="renewal"), 303)


def _contract_or_404(session: Session, public_id: str) -> Contract:
    """Whoever only reads the contract finds its dates there, and no form."""
    contract = sent_contract_or_404(session, public_id)
    if not may_answer(staff_here(), contract):
        abort(404)
    return contract


def _answer(form: RenewalForm, contract: Contract) -> Answer | None:
    """Return what was chosen; what is missing is said beside its field."""
    typed = form.answer.data or ""
    if typed == WITHDRAWN and contract.renewal_answer:
        return Answer.NONE
    if typed not in {one.value for one in ANSWERS}:
        form.answer.errors = [_("どうするかを選択してください。")]
        return None
    if typed == Answer.END and not _reason(form):
        form.reason.errors = [_("終了する理由を入力してください。")]
        return None
    return Answer(typed)


def _reason(form: RenewalForm) -> str:
    return (form.reason.data or "").strip()


def _seen_otherwise(session: Session, contract: Contract, form: RenewalForm, value: str) -> str:
    """Ask again before what stands now; what was typed stays in the form."""
    said = answer_words(value) or _("未回答")
    form.answer.errors = [
        _(
            "この画面を開いたあとに、回答が「%(answer)s」に変わりました。もう一度確かめてください。",
            answer=said,
        )
    ]
    form.seen.data = value
    return _page(session, contract, form)


def _page(session: Session, contract: Contract, form: RenewalForm) -> str:
    view = renewal_of(session, contract)
    choices = [(one.value, label) for one, label in ANSWERS.items()]
    if contract.renewal_answer:
        choices.append((WITHDRAWN, _("回答を取り消す")))
    form.answer.choices = choices
    return render_template(
        "management/renewal.html",
        contract=contract,
        form=form,
        view=view,
        asked=request.method == "POST",
        **renewal_words(view, contract),
    )
