"""A template as fields: its own facts, its texts, and who is asked when it is used."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from contracts.placeholders import names_in, unknown_in
from webapp.access.address_parts import stripped
from webapp.access.asking import new_key
from webapp.access.tidy import unix_lines
from webapp.drafting.lengths import LONGEST_COMMENT, LONGEST_MEMO, LONGEST_TITLE
from webapp.shell.languages import reading_language

LONGEST_NAME = 200
TOO_LONG = _l("%(max)d文字以内で入力してください。")


class TemplateForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the public id of a new one: its form sent twice keeps one."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    name = StringField(
        _l("テンプレートの名前"),
        [DataRequired(_l("名前を入力してください。")), Length(max=LONGEST_NAME, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
    note = TextAreaField(
        _l("説明"),
        [Length(max=LONGEST_COMMENT, message=TOO_LONG)],
        filters=[unix_lines],
        render_kw={"rows": 2, "maxlength": LONGEST_COMMENT},
    )
    title = StringField(
        _l("文書名"),
        [Length(max=LONGEST_TITLE, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_TITLE, "autocomplete": "off"},
    )
    comment = TextAreaField(
        _l("コメント"),
        [Length(max=LONGEST_COMMENT, message=TOO_LONG)],
        filters=[unix_lines],
        render_kw={"rows": 4, "maxlength": LONGEST_COMMENT},
    )
    memo = TextAreaField(
        _l("メモ"),
        [Length(max=LONGEST_MEMO, message=TOO_LONG)],
        filters=[unix_lines],
        render_kw={"rows": 2, "maxlength": LONGEST_MEMO},
    )
    shared = BooleanField(_l("組織の全員で使う"))

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 -- as WTForms has it
        """Refuse a placeholder that nothing is ever put into."""
        is_valid = bool(super().validate(extra_validators))
        for field in (self.title, self.comment, self.memo):
            if unknown := unknown_in(field.data or ""):
                names = "、".join(f"{{{{{one}}}}}" for one in unknown)
                field.errors = [*field.errors, _("使えない差し込みです：%(names)s", names=names)]
                is_valid = False
        return is_valid


class WhoForm(Form):  # type: ignore[misc]  # WTForms is untyped
    """One party whose names are 送信時に指定; an entry of 宛先帳 stands for all that is left empty."""

    contact = SelectField(_l("宛先帳から"), validate_choice=False)
    company = StringField(_l("会社名"), render_kw={"maxlength": 200, "autocomplete": "off"})
    name = StringField(_l("氏名"), render_kw={"maxlength": 200, "autocomplete": "off"})
    mail = StringField(_l("メールアドレス"), render_kw={"maxlength": 320, "autocomplete": "off"})
    phone = StringField(_l("携帯電話番号（SMS）"), render_kw={"maxlength": 30, "inputmode": "tel"})

    @property
    def typed(self) -> dict[str, str]:
        named = ("company", "name", "mail", "phone")
        return {one: " ".join((self[one].data or "").split()) for one in named}


class UseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the draft: its form sent twice makes one."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    title = StringField(
        _l("文書名"), filters=[stripped], render_kw={"maxlength": LONGEST_TITLE, "autocomplete": "off"}
    )
    starts_on = StringField(_l("契約開始日"), render_kw={"autocomplete": "off"})
    ends_on = StringField(_l("契約終了日"), render_kw={"autocomplete": "off"})
    amount = StringField(_l("契約金額"), render_kw={"maxlength": 40, "autocomplete": "off"})
    guarantee_limit = StringField(
        _l("極度額（円）"), render_kw={"maxlength": 40, "inputmode": "numeric", "autocomplete": "off"}
    )
    subject = StringField(
        _l("件名"), filters=[stripped], render_kw={"maxlength": LONGEST_TITLE, "autocomplete": "off"}
    )


def who_form(number: int, *, typed: bool) -> WhoForm:
    return WhoForm(request.form if typed else None, prefix=f"who-{number}")


def placeholder_names() -> list[str]:
    """Return what may be written between the words, braces and all."""
    return [f"{{{{{name}}}}}" for name in names_in(reading_language())]


def ticked_parties() -> list[str]:
    """Return the public ids of the parties whose names are to stay in the template."""
    return request.form.getlist("fixed")
