"""撤回を申し出る: after the own agreement, before everybody's; the sender decides (AD-07)."""

from flask import Response, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from contracts.acts import AskRetraction
from contracts.requirements import LONGEST_REASON
from database.queries.visits import LinkState, Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE, ask, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import TOO_LONG, VisitForm, key_of
from webapp.counterparty.pages import go_to, page


class RetractionForm(VisitForm):
    reason = TextAreaField(
        _l("撤回の理由"),
        [
            DataRequired(_l("撤回の理由を入力してください。")),
            Length(max=LONGEST_REASON, message=TOO_LONG),
        ],
    )


@blueprint.get("/retraction")
def retraction() -> Response:
    found = guard.visit()
    if found.state is not LinkState.FINISHED:
        return go_to(url_for(guard.start_of(found)))
    return _asked(found, RetractionForm())


@blueprint.post("/retraction")
def ask_retraction() -> Response:
    found, form = guard.visit(), RetractionForm()
    if found.state is not LinkState.FINISHED:
        return go_to(url_for(guard.start_of(found)))
    if not form.validate():
        return _asked(found, form, UNPROCESSABLE)
    if request.form.get("step") == "edit":
        return _asked(found, form)
    if request.form.get("step") != "send":
        return page("retraction_confirm", found, form=form)
    party, number, reason = found.party.public_id, found.link.round, str(form.reason.data)
    trouble = ask(found, AskRetraction(key_of(form), origin_of(found), party, number, reason))
    if trouble:
        return _asked(found, form, trouble.status, trouble.sentence)
    return go_to(url_for("counterparty.agreement"))


def _asked(found: Visit, form: RetractionForm, status: int = 200, trouble: str = "") -> Response:
    return page("retraction", found, status, form=form.drawn_for(found), trouble=trouble)
