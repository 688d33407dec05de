"""アカウント: name and company, and the password."""

from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from adapters.passwords import hash_password, password_matches
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.people import count_login, forgive_logins
from database.queries.reader_accounts import change_reader_password
from database.readers import Reader
from webapp.access.passwords import PasswordForm, is_strong
from webapp.parts import parts
from webapp.readers.blueprint import blueprint
from webapp.readers.guard import reader
from webapp.readers.pages import UNPROCESSABLE, go_to, page
from webapp.readers.sign_in import opened

LONGEST_NAME = 200
TOO_LONG = _l("200文字以内で入力してください。")


class ProfileForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    name = StringField(
        _l("氏名"),
        [InputRequired(_l("氏名を入力してください。")), Length(max=LONGEST_NAME, message=TOO_LONG)],
    )
    company = StringField(_l("会社名"), [Length(max=LONGEST_NAME, message=TOO_LONG)])


@blueprint.get("/settings")
def settings() -> Response:
    return _page(_profile(), PasswordForm(None), 200)


@blueprint.post("/settings")
def save_settings() -> Response:
    form = ProfileForm()
    if not form.validate():
        return _page(form, PasswordForm(None), UNPROCESSABLE)
    with parts().database.writing() as rows:
        account = rows.get_one(Reader, reader().reader.id)
        account.name, account.company = form.name.data.strip(), (form.company.data or "").strip()
        told = Told("reader_changed", account.public_id, account.public_id, {})
        append_audit(rows, account.organization_id, told, now_of(rows))
    flash(_("設定を保存しました。"), "success")
    return go_to(url_for("readers.settings"))


@blueprint.post("/settings/password")
def change_password() -> Response:
    """End every session and open one anew for whoever asked (T19)."""
    form, account = PasswordForm(), reader().reader
    if not form.validate() or not _acceptable(form, account):
        return _page(_profile(), form, UNPROCESSABLE)
    hashed = hash_password(form.new.data)
    with parts().database.writing() as rows:
        known = rows.get_one(Reader, account.id)
        change_reader_password(rows, known, hashed, request.remote_addr or "")
    response = opened(account, url_for("readers.settings"))
    flash(_("パスワードを変更しました。"), "success")
    return response


def _acceptable(form: PasswordForm, account: Reader) -> bool:
    """Add what is wrong beside its field and return whether nothing is."""
    if not current_matches(account, form.current.data):
        form.current.errors = [_("現在のパスワードが正しくありません。")]
    if is_strong(form) and password_matches(account.password_hash, form.new.data):
        form.new.errors = [_("いまのパスワードとは別のものを入力してください。")]
    return not form.errors


def current_matches(account: Reader, typed: str) -> bool:
    """A stolen session gets no more tries than a stranger at the door."""
    with parts().database.writing() as rows:
        counted = count_login(rows.get_one(Reader, account.id), now_of(rows))
    if not password_matches(account.password_hash if counted else None, typed):
        return False
    with parts().database.writing() as rows:
        forgive_logins(rows.get_one(Reader, account.id))
    return True


def _profile() -> ProfileForm:
    account = reader().reader
    return ProfileForm(None, data={"name": account.name, "company": account.company})


def _page(profile: ProfileForm, password: PasswordForm, status: int) -> Response:
    return page("settings", status, form=profile, password=password, account=reader().reader)
