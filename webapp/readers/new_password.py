"""新しいパスワードの設定 of an account, by the link of the mail; one POST uses it up."""

from flask import Response, flash, url_for
from flask_babel import gettext as _
from wtforms import HiddenField

from adapters.passwords import hash_password
from adapters.secrets import link_digest
from database.queries.reader_accounts import reset_reader_password
from database.queries.reader_links import live_reader_link
from database.readers import Reader
from webapp.access.passwords import NewPasswordForm, is_strong
from webapp.parts import parts
from webapp.readers.blueprint import blueprint
from webapp.readers.opening import gone, opened_by, token_held, without_token
from webapp.readers.pages import UNPROCESSABLE, go_to, page
from webapp.readers.sign_in import closed


class ResetForm(NewPasswordForm):
    """`reader` names the account: a form drawn for one must not set the password of another (T20)."""

    reader = HiddenField()


@blueprint.get("/password/new")
def new_password() -> Response:
    found = opened_by(token_held())
    if found is None or found.reader is None:
        return gone()
    return _page(ResetForm(), found.reader, 200)


@blueprint.post("/password/new")
def set_new_password() -> Response:
    found, form = opened_by(token_held()), ResetForm()
    if found is None or found.reader is None:
        return gone()
    if form.reader.data != found.reader.public_id:
        return go_to(url_for("readers.new_password"))
    if not form.validate() or not is_strong(form):
        return _page(form, found.reader, UNPROCESSABLE)
    return _used(form.new.data)


def _used(password: str) -> Response:
    hashed = hash_password(password)
    with parts().database.writing() as rows:
        invitation = live_reader_link(rows, link_digest(token_held()))
        is_done = invitation is not None and reset_reader_password(rows, invitation, hashed)
    if not is_done:
        return gone()
    response = without_token(closed(url_for("readers.sign_in")))
    flash(_("パスワードを変更しました。新しいパスワードでログインしてください。"), "success")
    return response


def _page(form: ResetForm, reader: Reader, status: int) -> Response:
    form.reader.data = reader.public_id
    return page("new_password", status, form=form, reader=reader)
