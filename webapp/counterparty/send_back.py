"""差し戻しする: a reason that says something, asked twice, and the sender revises (CS-16 to CS-18)."""

from flask import Response, abort, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from contracts.acts import SendBack
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE, ask, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import TOO_LONG, VisitForm, key_of
from webapp.counterparty.other_ways import other_ways
from webapp.counterparty.pages import go_to, page

LONGEST_REASON = 2000


class SendBackForm(VisitForm):
    reason = TextAreaField(
        _l("差し戻し理由"),
        [
            DataRequired(_l("差し戻し理由を入力してください。")),
            Length(max=LONGEST_REASON, message=TOO_LONG),
        ],
    )


@blueprint.get("/send-back")
def send_back() -> Response:
    return _asked(_allowed(), SendBackForm())


@blueprint.post("/send-back")
def confirm_send_back() -> Response:
    found, form = _allowed(), SendBackForm()
    if not form.validate():
        return _asked(found, form, UNPROCESSABLE)
    if request.form.get("step") == "edit":
        return _asked(found, form)
    if request.form.get("step") != "send":
        return page("send_back_confirm", found, form=form)
    return _sent_back(found, form)


def _allowed() -> Visit:
    found = guard.visit()
    return found if other_ways(found).send_back else abort(404)


def _sent_back(found: Visit, form: SendBackForm) -> Response:
    act = SendBack(
        key=key_of(form),
        origin=origin_of(found),
        party=found.party.public_id,
        round=found.link.round,
        reason=str(form.reason.data),
    )
    trouble = ask(found, act)
    if trouble:
        return _asked(found, form, trouble.status, trouble.sentence)
    return go_to(url_for("counterparty.contract"))


def _asked(found: Visit, form: SendBackForm, status: int = 200, trouble: str = "") -> Response:
    return page("send_back", found, status, form=form.drawn_for(found), trouble=trouble)
