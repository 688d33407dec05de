"""A person of the organisation as fields."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp, StopValidation

from contracts.languages import LANGUAGES
from contracts.mail_address import is_address
from contracts.roles import Role
from database.people import User
from database.users import Profile
from webapp.access.asking import new_key
from webapp.access.mail_field import NOT_A_MAIL
from webapp.access.phone_field import spelled_as_phone
from webapp.access.tidy import one_line
from webapp.texts.roles import ROLE_HINTS, ROLES

LONGEST_NAME, LONGEST_MAIL = 200, 320


def is_reachable(_form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    if not is_address(field.data or ""):
        raise StopValidation(str(NOT_A_MAIL))


class UserForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the public id of the mail: the form sent twice invites once."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    name = StringField(
        _l("氏名"),
        [
            DataRequired(_l("氏名を入力してください。")),
            Length(max=LONGEST_NAME, message=_l("200文字以内で入力してください。")),
        ],
        filters=[one_line],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
    mail = StringField(
        _l("メールアドレス（ログインID）"),
        [DataRequired(_l("メールアドレスを入力してください。")), Length(max=LONGEST_MAIL), is_reachable],
        filters=[lambda typed: (typed or "").strip()],
        render_kw={"maxlength": LONGEST_MAIL, "autocomplete": "off", "spellcheck": "false"},
    )
    role = RadioField(
        _l("役割"),
        choices=[
            SelectChoice(role.value, _l("%(role)s：%(hint)s", role=ROLES[role], hint=ROLE_HINTS[role]))
            for role in Role
        ],
        default=Role.LEGAL.value,
    )
    phone = StringField(
        _l("電話番号"), [spelled_as_phone], render_kw={"maxlength": 30, "autocomplete": "off"}
    )
    language = SelectField(
        _l("画面とメールの言語"), choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()]
    )


def profile_typed(form: UserForm) -> Profile:
    role = Role(form.role.data)
    return Profile(form.mail.data, form.name.data, role, form.language.data, form.phone.data)


def profile_of(user: User) -> dict[str, str]:
    return {name: getattr(user, name) for name in ("name", "mail", "role", "phone", "language")}
