"""A new password, typed twice: the same rule for staff and for readers (IM-08)."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired

from contracts.password import SHORTEST, PasswordTooWeak, require_password


class NewPasswordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    new = PasswordField(_l("新しいパスワード"), [InputRequired(_l("新しいパスワードを入力してください。"))])
    again = PasswordField(
        _l("新しいパスワード（確認）"),
        [
            InputRequired(_l("確認のため、もう一度入力してください。")),
            EqualTo("new", _l("新しいパスワードと一致していません。")),
        ],
    )


class PasswordForm(NewPasswordForm):
    current = PasswordField(
        _l("現在のパスワード"), [InputRequired(_l("現在のパスワードを入力してください。"))]
    )


def is_strong(form: NewPasswordForm, shortest: int = SHORTEST) -> bool:
    """Say beside the field what a password needs if it is too weak."""
    try:
        require_password(form.new.data, shortest)
    except PasswordTooWeak:
        sentence = _("英字と数字を組み合わせて、%(shortest)s文字以上で入力してください。", shortest=shortest)
        form.new.errors = [sentence]
    return not form.new.errors
