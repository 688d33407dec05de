"""The fields of 文書情報 and of each party; a draft is saved as far as it can be read."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from contracts.languages import LANGUAGES
from contracts.standing import PartyKind
from webapp.texts.standings import KINDS, STANDINGS

AMOUNT_STATES = {"unknown": _l("未入力"), "none": _l("記載なし"), "stated": _l("金額を入力する")}
ROLES = ("借主", "貸主", "連帯保証人", "甲", "乙", "委託者", "受託者", "売主", "買主", "その他")


def _choices(words: Mapping[str, LazyString | str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class FactsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    title = StringField(_l("文書名"), render_kw={"maxlength": 300})
    contract_type = SelectField(_l("契約種別"), validate_choice=False)
    standing = RadioField(_l("自社の立場"), choices=_choices(STANDINGS), validate_choice=False)
    starts_on = StringField(_l("契約開始日"))
    ends_on = StringField(_l("契約終了日"))
    amount_state = RadioField(_l("金額"), choices=_choices(AMOUNT_STATES), validate_choice=False)
    amount = StringField(_l("金額（円、税込）"), render_kw={"maxlength": 40, "inputmode": "numeric"})
    memo = TextAreaField(_l("メモ"))


class PartyForm(Form):  # type: ignore[misc]  # WTForms is untyped
    """One party; its fields carry the party's public id, so that every party's inputs stand apart."""

    order = StringField(_l("署名順"), render_kw={"maxlength": 3, "inputmode": "numeric"})
    kind = RadioField(_l("区分"), choices=_choices(KINDS), validate_choice=False)
    role = StringField(_l("役割"), render_kw={"maxlength": 100, "list": "roles"})
    company = StringField(_l("会社名"), render_kw={"maxlength": 200})
    name = StringField(_l("氏名"), render_kw={"maxlength": 200})
    mail = StringField(_l("メールアドレス"), render_kw={"maxlength": 320})
    language = SelectField(_l("言語"), choices=_choices(LANGUAGES), validate_choice=False)
    own = BooleanField(_l("自社署名者（自社の社員などが署名します）"))
    signs = BooleanField(_l("署名を依頼する（外すと、締結後に文書を共有するだけになります）"))
    imprint = BooleanField(_l("印影を求める"))
    access_code = StringField(_l("アクセスコード"), render_kw={"maxlength": 200})
    drop_code = BooleanField(_l("設定済みのアクセスコードを外す"))
    access_code_hint = TextAreaField(_l("アクセスコードのヒント"), render_kw={"rows": 2})
    documents = TextAreaField(_l("必要書類"), render_kw={"rows": 3})

    @property
    def is_individual(self) -> bool:
        return bool(self.kind.data == PartyKind.INDIVIDUAL)


def complain(field: Any, sentence: str) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    """Say what is wrong beside the field."""
    field.errors = [*field.errors, sentence]
