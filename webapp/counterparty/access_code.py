"""The access code: counted before it is compared, five tries for each party (IM-37, T15)."""

from flask import Response, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired

from adapters.passwords import access_code_matches
from adapters.secrets import new_session_id, token_digest
from contracts.locking import MOST_CODE_TRIES, lock_of
from database.party_sessions import count_code_try, pass_code
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE, ask, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.indicator import received
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.telling import tell
from webapp.parts import parts
from webapp.shell.cookies import set_cookie


class AccessCodeForm(VisitForm):
    code = PasswordField(
        _l("アクセスコード"),
        [InputRequired(_l("アクセスコードを入力してください。"))],
        render_kw={"autocomplete": "off"},
    )


@blueprint.get("/access-code")
def access_code() -> Response:
    found = guard.visit()
    if not found.needs_code:
        return go_to(url_for(guard.start_of(found)))
    return _asked(found, AccessCodeForm())


@blueprint.post("/access-code")
def enter_access_code() -> Response:
    found, form = guard.visit(), AccessCodeForm()
    if not found.needs_code:
        return go_to(url_for(guard.start_of(found)))
    if not form.validate():
        return _asked(found, form, UNPROCESSABLE)
    tries = _counted(found)
    if tries is None:
        return _locked(found)
    if access_code_matches(found.party.access_code_hash, str(form.code.data)):
        return _passed(found, tries)
    return _wrong(found, form, tries)


def _counted(found: Visit) -> int | None:
    with parts().database.writing() as session:
        tries = count_code_try(session, found.party)
        tell(session, found, "access_code_tried", tries=tries or MOST_CODE_TRIES + 1)
        return tries


def _passed(found: Visit, tries: int) -> Response:
    """A step-up gets a new session id; the one from before the code is dead (T19)."""
    visitor, secret = found.session, new_session_id()
    if visitor is not None:
        with parts().database.writing() as session:
            pass_code(session, visitor, found.party, token_digest(secret), tries)
            tell(session, found, "access_code_passed")
    response = go_to(url_for(guard.start_of(found)))
    set_cookie(response, guard.COOKIE, secret)
    return response


def _wrong(found: Visit, form: AccessCodeForm, tries: int) -> Response:
    if tries >= MOST_CODE_TRIES:
        return _locked(found)
    left = MOST_CODE_TRIES - tries
    form.code.errors = [_("アクセスコードが違います。あと%(left)d回入力できます。", left=left)]
    return _asked(found, form, UNPROCESSABLE)


def _locked(found: Visit) -> Response:
    """Tell the engine, which tells the sender; should it be away, the next try tells it again."""
    if not found.is_of_concluded:
        act = lock_of(origin_of(found), found.party.public_id, found.contract.sequence)
        ask(found, act, look_at=url_for("counterparty.access_code"))
    return page("state", found, CONFLICT, state="locked")


def _asked(found: Visit, form: AccessCodeForm, status: int = 200) -> Response:
    labels, now = received(found.party)
    shown = [] if found.is_of_concluded else labels
    return page("access_code", found, status, form=form.drawn_for(found), step_labels=shown, step_now=now)
