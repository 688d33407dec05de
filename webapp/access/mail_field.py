"""The one rule for a mail address that is typed into a form."""

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.validators import ValidationError

from contracts.mail_address import is_mail

NOT_A_MAIL = _l("メールアドレスの形で入力してください（例：name@example.co.jp）。")


def spelled_as_mail(_form: Form, field: Field) -> None:
    if not is_mail(str(field.data or "")):
        raise ValidationError(NOT_A_MAIL)
