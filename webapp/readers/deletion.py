"""アカウントの削除: the account and its notes go, the contracts of the organisation stay."""

from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired

from database.queries.reader_accounts import delete_reader
from database.readers import Reader
from webapp.parts import parts
from webapp.readers.blueprint import blueprint
from webapp.readers.guard import reader
from webapp.readers.pages import UNPROCESSABLE, page
from webapp.readers.settings import current_matches
from webapp.readers.sign_in import closed


class DeletionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    current = PasswordField(
        _l("現在のパスワード"), [InputRequired(_l("現在のパスワードを入力してください。"))]
    )


@blueprint.get("/deletion")
def deletion() -> Response:
    return page("deletion", form=DeletionForm(), account=reader().reader)


@blueprint.post("/deletion")
def delete_account() -> Response:
    form, account = DeletionForm(), reader().reader
    if not form.validate():
        return page("deletion", UNPROCESSABLE, form=form, account=account)
    if not current_matches(account, form.current.data):
        form.current.errors = [_("現在のパスワードが正しくありません。")]
        return page("deletion", UNPROCESSABLE, form=form, account=account)
    with parts().database.writing() as rows:
        delete_reader(rows, rows.get_one(Reader, account.id), request.remote_addr or "")
    response = closed(url_for("readers.sign_in"))
    flash(_("アカウントを削除しました。"), "success")
    return response
