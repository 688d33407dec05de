"""The link of the reset mail: looking changes nothing, and one POST uses it up (IM-06)."""

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import HiddenField

from adapters.passwords import hash_password
from adapters.secrets import link_digest
from database.password_reset import PasswordReset
from database.policies import policies_of
from database.queries.mailed_links import LIFE
from database.queries.resets import live_reset, use_reset
from webapp.access.passwords import NewPasswordForm, is_strong
from webapp.access.staff import COOKIE as STAFF_COOKIE
from webapp.entry.blueprint import blueprint
from webapp.parts import parts
from webapp.shell import clear_cookie, set_cookie
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by

COOKIE = "reset"
SEE_OTHER, GONE = 303, 410


class ResetForm(NewPasswordForm):
    """`reset` names the request: a form drawn for one account must not set the password of another (T20)."""

    reset = HiddenField()


@blueprint.get("/password/reset/<token>")
def reset_link(token: str) -> Response:
    """Mail scanners follow links: this only puts the token where the address bar does not show it (T13)."""
    if _opened(token) is None:
        return _gone()
    response = make_response(redirect(url_for("entry.new_password"), SEE_OTHER))
    set_cookie(response, COOKIE, token, int(LIFE.total_seconds()))
    return response


@blueprint.get("/password/reset/new")
def new_password() -> Response:
    reset = _opened(_token())
    return _gone() if reset is None else _page(ResetForm(), reset, 200)


@blueprint.post("/password/reset/new")
def set_new_password() -> Response:
    reset = _opened(_token())
    if reset is None:
        return _gone()
    form = ResetForm()
    if form.reset.data != reset.public_id:
        return redirect(url_for("entry.new_password"), SEE_OTHER)
    if not form.validate() or not is_strong(form, _shortest(reset)):
        return _page(form, reset, 422)
    return _used(form.new.data)


def _used(password: str) -> Response:
    hashed = hash_password(password)
    with parts().database.writing() as rows:
        is_done = use_reset(rows, link_digest(_token()), hashed)
    if not is_done:
        return _gone()
    session.clear()
    flash(_("パスワードを変更しました。新しいパスワードでログインしてください。"), "success")
    response = make_response(redirect(url_for("entry.sign_in"), SEE_OTHER))
    for kind in (COOKIE, STAFF_COOKIE):
        clear_cookie(response, kind)
    return response


def _shortest(reset: PasswordReset) -> int:
    with parts().database.reading() as rows:
        return policies_of(rows, reset.organization_id).shortest_password


def _token() -> str:
    return request.cookies.get(cookie_name(COOKIE), "")


def _opened(token: str) -> PasswordReset | None:
    with parts().database.reading() as rows:
        found = live_reset(rows, link_digest(token))
        if found is not None and found.user is not None:
            read_by(found.user.language)
        return found


def _page(form: ResetForm, reset: PasswordReset, status: int) -> Response:
    form.reset.data = reset.public_id
    return make_response(render_template("entry/new_password.html", form=form, user=reset.user), status)


def _gone() -> Response:
    """One page for unknown, used and expired alike."""
    return make_response(render_template("entry/reset_gone.html"), GONE)
