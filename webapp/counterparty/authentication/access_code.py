"""The access code: counted before it is compared, five tries for each party (IM-37, T15)."""

from flask import Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired

from adapters.passwords import access_code_matches
from contracts.authentication import Factor
from contracts.locking import MOST_CODE_TRIES
from database.party_sessions import give_try_back
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.authentication.stepping import counted, led_on, locked, shown, stepped_up, tries_left
from webapp.counterparty.authentication.ways import way_back
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm
from webapp.parts import parts

CODE = Factor.ACCESS_CODE


class AccessCodeForm(VisitForm):
    code = PasswordField(
        _l("アクセスコード"),
        [InputRequired(_l("アクセスコードを入力してください。"))],
        render_kw={"autocomplete": "off"},
    )


@blueprint.get("/access-code")
def access_code() -> Response:
    found = guard.visit()
    return way_back(found, CODE) or _asked(found, AccessCodeForm())


@blueprint.post("/access-code")
def enter_access_code() -> Response:
    found, form = guard.visit(), AccessCodeForm()
    back = way_back(found, CODE)
    if back or not form.validate():
        return back or _asked(found, form, UNPROCESSABLE)
    with parts().database.writing() as session:
        tries = counted(session, found, CODE)
    if tries is None:
        return locked(found, CODE)
    if access_code_matches(found.party.access_code_hash, str(form.code.data)):
        return _passed(found, tries)
    return _wrong(found, form, tries)


def _passed(found: Visit, tries: int) -> Response:
    with parts().database.writing() as session:
        give_try_back(session, found.party, tries)
        secret = stepped_up(session, found, CODE)
    return led_on(found, secret)


def _wrong(found: Visit, form: AccessCodeForm, tries: int) -> Response:
    if tries >= MOST_CODE_TRIES:
        return locked(found, CODE)
    form.code.errors = [_("アクセスコードが違います。%(left)s", left=tries_left(tries))]
    return _asked(found, form, UNPROCESSABLE)


def _asked(found: Visit, form: AccessCodeForm, status: int = 200) -> Response:
    return shown("access_code", found, status, form=form.drawn_for(found))
