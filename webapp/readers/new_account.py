"""アカウント登録手続き: form, confirmation, アカウントを登録してログイン (GM-25, CL-48)."""

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from adapters.passwords import hash_password
from adapters.secrets import link_digest
from database.queries.reader_accounts import register as open_account
from database.queries.reader_links import live_reader_link
from database.readers import Reader, ReaderInvitation
from webapp.access.passwords import NewPasswordForm, is_strong
from webapp.parts import parts
from webapp.readers.blueprint import blueprint
from webapp.readers.guard import host
from webapp.readers.opening import gone, opened_by, token_held, without_token
from webapp.readers.pages import CONFLICT, UNPROCESSABLE, go_to, is_open_to_new, page
from webapp.readers.sign_in import opened

LONGEST_NAME = 200
TOO_LONG = _l("200文字以内で入力してください。")


class AccountForm(NewPasswordForm):
    """`invitation` names the link: a form drawn for one address must not register another (T20)."""

    invitation = HiddenField()
    name = StringField(
        _l("氏名"),
        [InputRequired(_l("氏名を入力してください。")), Length(max=LONGEST_NAME, message=TOO_LONG)],
    )
    company = StringField(_l("会社名"), [Length(max=LONGEST_NAME, message=TOO_LONG)])
    new = PasswordField(_l("パスワード"), [InputRequired(_l("パスワードを入力してください。"))])
    again = PasswordField(
        _l("パスワード（確認）"),
        [
            InputRequired(_l("確認のため、もう一度入力してください。")),
            EqualTo("new", _l("パスワードと一致していません。")),
        ],
    )


@blueprint.get("/registration/form")
def new_account() -> Response:
    invitation = _invited()
    if invitation is None:
        return gone()
    typed = {"name": invitation.name, "company": invitation.company}
    return _page(AccountForm(None, data=typed), invitation, 200)


@blueprint.post("/registration/form")
def fill_in_account() -> Response:
    invitation, form = _invited(), AccountForm()
    if invitation is None:
        return gone()
    if not is_open_to_new(host()):
        return page("not_open", CONFLICT)
    if form.invitation.data != invitation.public_id:
        return go_to(url_for("readers.new_account"))
    if not form.validate() or not is_strong(form):
        return _page(form, invitation, UNPROCESSABLE)
    _keep(form)
    return go_to(url_for("readers.confirmation"))


@blueprint.get("/registration/confirmation")
def confirmation() -> Response:
    invitation = _invited()
    if invitation is None:
        return gone()
    if not invitation.password_hash:
        return go_to(url_for("readers.new_account"))
    return page("confirmation", invitation=invitation)


@blueprint.post("/registration/confirmation")
def register() -> Response:
    invitation = _invited()
    if invitation is None:
        return gone()
    if not is_open_to_new(host()):
        return page("not_open", CONFLICT)
    reader = _registered()
    if reader is None:
        return gone()
    response = without_token(opened(reader, url_for("readers.papers")))
    flash(_("アカウントを登録してログインしました。"), "success")
    return response


def _invited() -> ReaderInvitation | None:
    """Return the living link of an address without an account."""
    found = opened_by(token_held())
    return None if found is None or found.reader is not None else found.invitation


def _keep(form: AccountForm) -> None:
    """What was typed waits in the row of the link, the password as its hash alone."""
    hashed = hash_password(form.new.data)
    with parts().database.writing() as rows:
        invitation = live_reader_link(rows, link_digest(token_held()))
        if invitation is not None:
            invitation.name, invitation.company = form.name.data.strip(), (form.company.data or "").strip()
            invitation.password_hash = hashed


def _registered() -> Reader | None:
    with parts().database.writing() as rows:
        invitation = live_reader_link(rows, link_digest(token_held()))
        return open_account(rows, invitation) if invitation else None


def _page(form: AccountForm, invitation: ReaderInvitation, status: int) -> Response:
    form.invitation.data = invitation.public_id
    return page("new_account", status, form=form, mail=invitation.mail)
