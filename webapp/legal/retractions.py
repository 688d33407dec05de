"""The answer to a 撤回の申し出: the sender decides, with words for whoever asked (AD-07)."""

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.acts import AnswerRetraction
from contracts.roles import Permission
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff_origin
from webapp.casefile import case_page
from webapp.casefile.places import RetractionAnswerForm, answer_name
from webapp.legal.acting import done_or_shown
from webapp.legal.blueprint import blueprint
from webapp.parts import parts

ANSWERS = {"accept": True, "refuse": False}


@blueprint.post("/contracts/<public_id>/parties/<party>/retraction")
def answer_retraction(public_id: str, party: str) -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        if party not in {one.public_id for one in contract.parties}:
            abort(404)
    name, answer = answer_name(party), request.form.get("answer", "")
    form = RetractionAnswerForm(prefix=name)
    if answer not in ANSWERS or not form.validate():
        return case_page(public_id, {name: form}, status=422)
    accepted = ANSWERS[answer]
    act = AnswerRetraction(form.key.data, staff_origin(), party, accepted, form.reply.data)
    told = (
        _("撤回の申し出を受け入れました。新しい版で再開するか、取り下げてください。")
        if accepted
        else _("撤回の申し出を受け入れませんでした。")
    )
    return done_or_shown(public_id, act, (name, form), told)
