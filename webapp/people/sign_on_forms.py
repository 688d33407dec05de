"""The identity provider, as fields."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, StopValidation

from contracts.sign_on import company_domains

LONGEST, LONGEST_SECRET, LONGEST_DOMAINS = 300, 1_000, 4_000


def is_issuer(_form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    """The host itself is looked at when it is asked: whether it is listed, and where it is."""
    field.data = (field.data or "").strip()
    try:
        parts = urlsplit(field.data)
        is_plain = bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
    except ValueError:
        is_plain, parts = False, urlsplit("")
    if not is_plain or parts.scheme not in {"https", "http"}:
        raise StopValidation(str(_l("「https://」で始まる発行者のURLを入力してください。")))


def is_one_word(_form: object, field: Any) -> None:  # noqa: ANN401 -- as above
    field.data = (field.data or "").strip()
    if field.data and not re.fullmatch(r"[\x21-\x7e]+", field.data):
        raise StopValidation(str(_l("半角の英数字と記号だけで、空白を入れずに入力してください。")))


def are_company_domains(_form: object, field: Any) -> None:  # noqa: ANN401 -- as above
    try:
        field.data = company_domains(field.data or "").replace(" ", "\n")
    except ValueError:
        sentence = _l(
            "会社のドメインを1行に1つ、「example.co.jp」のように20個まで入力してください。フリーメールのドメインは使えません。"
        )
        raise StopValidation(str(sentence)) from None


class SignOnForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    issuer = StringField(
        _l("発行者のURL（Issuer）"),
        [InputRequired(_l("発行者のURLを入力してください。")), Length(max=LONGEST), is_issuer],
        render_kw={"maxlength": LONGEST, "spellcheck": "false", "inputmode": "url"},
    )
    client = StringField(
        _l("クライアントID"),
        [InputRequired(_l("クライアントIDを入力してください。")), Length(max=LONGEST), is_one_word],
        render_kw={"maxlength": LONGEST, "spellcheck": "false", "autocomplete": "off"},
    )
    secret = PasswordField(
        _l("クライアントシークレット"),
        [Length(max=LONGEST_SECRET), is_one_word],
        render_kw={"maxlength": LONGEST_SECRET, "autocomplete": "new-password"},
    )
    domains = TextAreaField(
        _l("メールのドメイン"),
        [Length(max=LONGEST_DOMAINS), are_company_domains],
        render_kw={"rows": 3, "maxlength": LONGEST_DOMAINS, "spellcheck": "false"},
    )
    is_on = BooleanField(_l("会社のアカウントでのログインを使う"))
    sso_asks_factor = BooleanField(_l("会社のアカウントでも、割符の二段階認証を求める"))
    sso_adds_people = BooleanField(_l("初めての方を、閲覧者として自動で登録する"))


class EmergencyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    emergency = SelectField(
        _l("パスワードを残す管理者"), [InputRequired(_l("管理者を選んでください。"))], choices=[]
    )
