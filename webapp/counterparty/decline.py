"""却下する: a reason, asked twice, and the case ends for everybody (CL-43, GM-39)."""

from flask import Response, abort, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from contracts.acts import Decline
from contracts.requirements import LONGEST_REASON
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE, ask, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import TOO_LONG, VisitForm, key_of
from webapp.counterparty.other_ways import other_ways
from webapp.counterparty.pages import go_to, page


class DeclineForm(VisitForm):
    reason = TextAreaField(
        _l("却下の理由"),
        [
            DataRequired(_l("却下の理由を入力してください。")),
            Length(max=LONGEST_REASON, message=TOO_LONG),
        ],
    )


@blueprint.get("/decline")
def decline() -> Response:
    return _asked(_allowed(), DeclineForm())


@blueprint.post("/decline")
def confirm_decline() -> Response:
    found, form = _allowed(), DeclineForm()
    if not form.validate():
        return _asked(found, form, UNPROCESSABLE)
    if request.form.get("step") == "edit":
        return _asked(found, form)
    if request.form.get("step") != "send":
        return page("decline_confirm", found, form=form)
    return _declined(found, form)


def _allowed() -> Visit:
    found = guard.visit()
    return found if other_ways(found).decline else abort(404)


def _declined(found: Visit, form: DeclineForm) -> Response:
    party, reason = found.party.public_id, str(form.reason.data)
    act = Decline(key_of(form), origin_of(found), party, found.link.round, reason)
    trouble = ask(found, act)
    if trouble:
        return _asked(found, form, trouble.status, trouble.sentence)
    return go_to(url_for("counterparty.contract"))


def _asked(found: Visit, form: DeclineForm, status: int = 200, trouble: str = "") -> Response:
    return page("decline", found, status, form=form.drawn_for(found), trouble=trouble)
