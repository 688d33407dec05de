"""ログイン: one neutral error, attempts counted before the password is compared (IM-05, T18, T19)."""

from dataclasses import dataclass
from datetime import timedelta

from flask import make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from adapters.passwords import password_matches
from adapters.secrets import new_session_id, token_digest
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from database.policies import policies_of
from database.queries.people import (
    account_of,
    count_login,
    end_session,
    first_organization_id,
    forgive_logins,
)
from database.queries.sign_on import is_offered
from database.sessions import open_staff_session
from database.staff_factors import CHALLENGE, factor_of, open_challenge
from webapp.access.staff import COOKIE, signed_in
from webapp.entry.blueprint import blueprint
from webapp.parts import parts
from webapp.shell import clear_cookie, own_path, set_cookie

CHALLENGE_COOKIE = "second-factor"


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    login = StringField(
        _l("メールアドレスまたはログインID"),
        [InputRequired(_l("メールアドレスまたはログインIDを入力してください。"))],
    )
    password = PasswordField(_l("パスワード"), [InputRequired(_l("パスワードを入力してください。"))])


@dataclass(frozen=True, slots=True)
class Attempt:
    """Whose account, and whether its password may be compared now; `user` None: there is no such account."""

    user: User | None
    counted: bool


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    if signed_in() is not None:
        return redirect(_target())
    return _page(SignInForm(), 200)


@blueprint.post("/sign-in")
def sign_in_again() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return _page(form, 422)
    attempt = _count(form.login.data)
    allowed = attempt.user.password_hash if attempt.user and attempt.counted else None
    if not password_matches(allowed, form.password.data) or attempt.user is None:
        _tell_failure(attempt)
        form.form_errors.append(_wrong())
        return _page(form, 422)
    return _let_in(attempt.user, form)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    staff = signed_in()
    if staff is not None:
        with parts().database.writing() as rows:
            end_session(rows, staff.session)
            facts: dict[str, str | int] = {"address": request.remote_addr or ""}
            told = Told("signed_out", staff.user.public_id, staff.session, facts)
            append_audit(rows, staff.organization.id, told, now_of(rows))
    session.clear()
    response = make_response(redirect(url_for("entry.sign_in")))
    clear_cookie(response, COOKIE)
    return response


def opened(user: User, target: str, came_by: str = "") -> Response:
    """Return a redirect with a session that did not exist before (T19)."""
    value = new_session_id()
    with parts().database.writing() as rows:
        account = rows.get_one(User, user.id)
        forgive_logins(account)
        life = timedelta(hours=policies_of(rows, user.organization_id).session_hours)
        row = open_staff_session(rows, account, token_digest(value), life, came_by)
        rows.flush()
        facts: dict[str, str | int] = {"address": request.remote_addr or ""}
        told = Told("signed_in", user.public_id, row.public_id, facts | ({"by": came_by} if came_by else {}))
        append_audit(rows, user.organization_id, told, now_of(rows))
    session.clear()
    response = make_response(redirect(target))
    set_cookie(response, COOKIE, value, int(life.total_seconds()))
    return response


def _let_in(user: User, form: SignInForm) -> ResponseReturnValue:
    """The password was right: from a network that is let in, with the second factor where there is one."""
    with parts().database.reading() as rows:
        held, factor = policies_of(rows, user.organization_id), factor_of(rows, user)
    if not held.lets_in(request.remote_addr or ""):
        _tell_failure(Attempt(user, counted=True))
        form.form_errors.append(_("このネットワークからはログインできません。管理者にお問い合わせください。"))
        return _page(form, 403)
    if not held.lets_password_in(user.public_id):
        _tell_failure(Attempt(user, counted=True))
        form.form_errors.append(_("この組織では、会社のアカウントでログインしてください。"))
        return _page(form, 403)
    return opened(user, _target()) if factor is None else challenged(user, _target())


def challenged(user: User, target: str, came_by: str = "") -> Response:
    """There is no session before the second factor: only this browser may give it, for ten minutes."""
    value = new_session_id()
    with parts().database.writing() as rows:
        open_challenge(rows, user, token_digest(value), came_by)
    response = make_response(redirect(url_for("entry.second_factor", next=target), 303))
    set_cookie(response, CHALLENGE_COOKIE, value, int(CHALLENGE.total_seconds()))
    return response


def _count(login: str) -> Attempt:
    with parts().database.writing() as rows:
        user = account_of(rows, login)
        return Attempt(user, counted=count_login(user, now_of(rows)) if user else False)


def _tell_failure(attempt: Attempt) -> None:
    """What was typed is not kept: it may be a password in the wrong box."""
    facts: dict[str, str | int] = {"address": request.remote_addr or "", "locked": int(not attempt.counted)}
    with parts().database.writing() as rows:
        organization = attempt.user.organization_id if attempt.user else first_organization_id(rows)
        if organization is not None:
            subject = attempt.user.public_id if attempt.user else ""
            append_audit(rows, organization, Told("sign_in_failed", "", subject, facts), now_of(rows))


def _wrong() -> str:
    return str(
        _(
            "メールアドレス（ログインID）またはパスワードが正しくありません。10回続けて間違えると、15分間ログインできません。"
        )
    )


def _target() -> str:
    return own_path(request.values.get("next"), url_for("management.home"))


def _page(form: SignInForm, status: int) -> ResponseReturnValue:
    with parts().database.reading() as rows:
        by_company = is_offered(rows)
    target = request.values.get("next", "")
    return render_template("entry/sign_in.html", form=form, next=target, by_company=by_company), status
