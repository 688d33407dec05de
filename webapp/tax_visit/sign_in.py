"""ログイン: one neutral error, attempts counted before the password is compared (T18, T19)."""

from dataclasses import dataclass

from flask import Response, make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from adapters.passwords import password_matches
from adapters.secrets import new_session_id, token_digest
from database.engine import now_of
from database.queries.people import count_login, forgive_logins
from database.tax_visit import TaxVisit
from database.tax_visiting import SESSION, end_visit_session, open_visit_session, visit_by_login
from webapp.parts import parts
from webapp.shell import clear_cookie, set_cookie
from webapp.tax_visit.blueprint import blueprint
from webapp.tax_visit.guard import COOKIE, is_let_in, signed_in_visit, tell

LONGEST = 200


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    login = StringField(
        _l("ログインID"), [InputRequired(_l("ログインIDを入力してください。")), Length(max=LONGEST)]
    )
    password = PasswordField(
        _l("パスワード"), [InputRequired(_l("パスワードを入力してください。")), Length(max=LONGEST)]
    )


@dataclass(frozen=True, slots=True)
class Attempt:
    """Whose, and whether the password may be compared now; `visit` None: there is none that stands."""

    visit: TaxVisit | None
    counted: bool


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    if signed_in_visit() is not None:
        return redirect(url_for("tax_visit.records"))
    return _page(SignInForm(), 200)


@blueprint.post("/sign-in")
def sign_in_again() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return _page(form, 422)
    attempt = _count(form.login.data)
    allowed = attempt.visit.password_hash if attempt.visit and attempt.counted else None
    if not password_matches(allowed, form.password.data) or attempt.visit is None:
        _tell_failure(attempt)
        form.form_errors.append(
            _("ログインIDまたはパスワードが正しくないか、期限が過ぎています。発行した会社にご確認ください。")
        )
        return _page(form, 422)
    return _opened(attempt.visit)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    found = signed_in_visit()
    if found is not None:
        with parts().database.writing() as rows:
            end_visit_session(rows, found.session)
            tell(rows, found.visit, "tax_visit_signed_out")
    session.clear()
    response = make_response(redirect(url_for("tax_visit.sign_in"), 303))
    clear_cookie(response, COOKIE)
    return response


def _opened(visit: TaxVisit) -> Response:
    """Return a redirect with a session that did not exist before (T19)."""
    value = new_session_id()
    with parts().database.writing() as rows:
        account = rows.get_one(TaxVisit, visit.id)
        forgive_logins(account)
        open_visit_session(rows, account, token_digest(value))
        tell(rows, account, "tax_visit_signed_in")
    session.clear()
    response = make_response(redirect(url_for("tax_visit.records"), 303))
    set_cookie(response, COOKIE, value, int(SESSION.total_seconds()))
    return response


def _count(login: str) -> Attempt:
    """Whoever comes from a network that is not let in is told the same as for a wrong password."""
    with parts().database.writing() as rows:
        visit = visit_by_login(rows, login)
        if visit is None or not is_let_in(rows, visit):
            return Attempt(None, counted=False)
        return Attempt(visit, counted=count_login(visit, now_of(rows)))


def _tell_failure(attempt: Attempt) -> None:
    """An ID of nobody is told to nobody: there is no organisation that it would concern."""
    if attempt.visit is None:
        return
    with parts().database.writing() as rows:
        tell(rows, attempt.visit, "tax_visit_sign_in_failed", locked=int(not attempt.counted))


def _page(form: SignInForm, status: int) -> ResponseReturnValue:
    return render_template("tax_visit/sign_in.html", form=form), status
