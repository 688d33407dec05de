"""ログイン to an account: one neutral error, attempts counted before the password is compared (T18, T19)."""

from dataclasses import dataclass

from flask import Response, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from adapters.passwords import password_matches
from adapters.secrets import new_session_id, token_digest
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.people import count_login, forgive_logins
from database.queries.reader_accounts import reader_of
from database.reader_sessions import READER_SESSION, end_reader_session, open_reader_session
from database.readers import Reader
from webapp.access.readers import COOKIE, signed_in_reader
from webapp.parts import parts
from webapp.readers.blueprint import blueprint
from webapp.readers.guard import host
from webapp.readers.pages import UNPROCESSABLE, go_to, is_open_to_new, page
from webapp.shell import clear_cookie, own_path, set_cookie


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    mail = StringField(_l("メールアドレス"), [InputRequired(_l("メールアドレスを入力してください。"))])
    password = PasswordField(_l("パスワード"), [InputRequired(_l("パスワードを入力してください。"))])


@dataclass(frozen=True, slots=True)
class Attempt:
    """Whose account, and whether its password may be compared now; None: there is no such account."""

    reader: Reader | None
    counted: bool


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    if signed_in_reader() is not None:
        return go_to(_target())
    return _page(SignInForm(), 200)


@blueprint.post("/sign-in")
def sign_in_again() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return _page(form, UNPROCESSABLE)
    attempt = _count(form.mail.data)
    allowed = attempt.reader.password_hash if attempt.reader and attempt.counted else None
    if not password_matches(allowed, form.password.data) or attempt.reader is None:
        _tell_failure(attempt)
        form.form_errors.append(_wrong())
        return _page(form, UNPROCESSABLE)
    return opened(attempt.reader, _target())


@blueprint.post("/sign-out")
def sign_out() -> Response:
    found = signed_in_reader()
    if found is not None:
        with parts().database.writing() as rows:
            end_reader_session(rows, found.session)
            told = Told("reader_signed_out", found.reader.public_id, found.reader.public_id, _from_where())
            append_audit(rows, found.organization.id, told, now_of(rows))
    return closed(url_for("readers.sign_in"))


def opened(reader: Reader, target: str) -> Response:
    """Return a redirect with a session that did not exist before (T19)."""
    value = new_session_id()
    with parts().database.writing() as rows:
        account = rows.get_one(Reader, reader.id)
        forgive_logins(account)
        open_reader_session(rows, account, token_digest(value))
        told = Told("reader_signed_in", account.public_id, account.public_id, _from_where())
        append_audit(rows, account.organization_id, told, now_of(rows))
    session.clear()
    response = go_to(target)
    set_cookie(response, COOKIE, value, int(READER_SESSION.total_seconds()))
    return response


def closed(target: str) -> Response:
    """Return a redirect without a session; those of staff and of visits are not touched (T20)."""
    session.clear()
    response = go_to(target)
    clear_cookie(response, COOKIE)
    return response


def _count(mail: str) -> Attempt:
    with parts().database.writing() as rows:
        reader = reader_of(rows, host().id, mail)
        return Attempt(reader, counted=count_login(reader, now_of(rows)) if reader else False)


def _tell_failure(attempt: Attempt) -> None:
    """What was typed is not kept: it may be a password in the wrong box."""
    facts = {**_from_where(), "locked": int(not attempt.counted)}
    subject = attempt.reader.public_id if attempt.reader else ""
    with parts().database.writing() as rows:
        append_audit(rows, host().id, Told("reader_sign_in_failed", "", subject, facts), now_of(rows))


def _from_where() -> dict[str, str | int]:
    return {"address": request.remote_addr or ""}


def _wrong() -> str:
    return str(
        _(
            "メールアドレスまたはパスワードが正しくありません。10回続けて間違えると、15分間ログインできません。"
        )
    )


def _target() -> str:
    return own_path(request.values.get("next"), url_for("readers.papers"))


def _page(form: SignInForm, status: int) -> ResponseReturnValue:
    shown = {"form": form, "next": request.values.get("next", ""), "is_open": is_open_to_new(host())}
    return page("sign_in", status, **shown)
