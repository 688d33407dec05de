"""What whoever files an address is asked (GM-05 to GM-07)."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length, Optional

from contracts.filed_addresses import DECLARATION_VERSION
from webapp.access.address_parts import IS_MAIL, TOO_LONG, stripped, words
from webapp.access.asking import new_key
from webapp.texts.filed_addresses import DECLARATIONS

LONGEST_CODE = 200


class FilingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(default=new_key)
    company = words(
        _l("会社名・団体名"), _l("会社名・団体名を入力してください。"), autocomplete="organization"
    )
    title = words(_l("部署・役職"), autocomplete="organization-title")
    name = words(_l("氏名"), _l("氏名を入力してください。"), autocomplete="name")
    mail = StringField(
        _l("メールアドレス"),
        [DataRequired(_l("メールアドレスを入力してください。")), *IS_MAIL],
        filters=[stripped],
        render_kw={"type": "email", "autocomplete": "email"},
    )
    code = StringField(
        _l("アクセスコード"),
        [
            DataRequired(_l("アクセスコードを入力してください。")),
            Length(max=LONGEST_CODE, message=TOO_LONG),
        ],
        filters=[stripped],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    valid_until = StringField(_l("有効期限"), render_kw={"maxlength": 30, "autocomplete": "off"})
    previous_mail = StringField(
        _l("変更前のメールアドレス"),
        [Optional(), *IS_MAIL],
        filters=[stripped],
        render_kw={"type": "email", "autocomplete": "off"},
    )
    declared = BooleanField(
        DECLARATIONS[DECLARATION_VERSION],
        [DataRequired(_l("締結する権限のある方のメールアドレスであることに印を付けてください。"))],
    )
