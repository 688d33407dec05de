"""A 契約種別 as fields: what holds for all of it; its parties and items are `webapp.contract_types.rows`."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp

from contracts.retention import MOST_YEARS
from contracts.submission import LONGEST_LINK_DAYS
from contracts.type_preset import MOST_BOXES
from webapp.access.address_parts import stripped
from webapp.access.asking import new_key
from webapp.access.whole_numbers import RetentionYears, WholeNumber
from webapp.texts.contract_types import CODE_USES, EDELIVERY
from webapp.texts.standings import STANDINGS

LONGEST_NAME, LONGEST_HINT, LONGEST_ROLES = 200, 2_000, 400


def choices(words: Mapping[str, LazyString]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class TypeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` makes the type one type however often its form is sent."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    name = StringField(
        _l("契約種別の名前"),
        [
            DataRequired(_l("名前を入力してください。")),
            Length(max=LONGEST_NAME, message=_l("%(max)d文字以内で入力してください。")),
        ],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
    standing = SelectField(
        _l("自社の立場の初期値"),
        choices=[SelectChoice("", _l("毎回選ぶ")), *choices(STANDINGS)],
        validate_choice=False,
    )
    edelivery = SelectField(_l("電子交付の承諾"), choices=choices(EDELIVERY), validate_choice=False)
    needs_approval = BooleanField(_l("送信の前に社内の承認を求める"))
    guarantee_limit = BooleanField(_l("極度額の入力を必須にする"))
    lessee_signs = BooleanField(_l("役割が「借主」の方の署名を必須にする"))
    code_individual = SelectField(_l("個人のアクセスコード"), choices=choices(CODE_USES))
    code_corporate = SelectField(_l("法人のアクセスコード"), choices=choices(CODE_USES))
    hint = TextAreaField(
        _l("ヒントの初期値"), [Length(max=LONGEST_HINT)], render_kw={"rows": 2, "maxlength": LONGEST_HINT}
    )
    min_signature_boxes = StringField(
        _l("署名ボックスの最少数"),
        [WholeNumber(0, MOST_BOXES)],
        default="0",
        render_kw={"maxlength": 2, "inputmode": "numeric"},
    )
    link_days = StringField(
        _l("署名の期限（日）"),
        [WholeNumber(0, LONGEST_LINK_DAYS)],
        default="0",
        render_kw={"maxlength": 3, "inputmode": "numeric"},
    )
    retention_years = StringField(
        _l("保存年数（契約終了日から）"),
        [RetentionYears()],
        render_kw={"maxlength": len(str(MOST_YEARS)), "inputmode": "numeric", "autocomplete": "off"},
    )
    hands_over_freely = BooleanField(_l("取引士を除く、すべての役割で許可できるようにする"))
    hands_over_individual = StringField(
        _l("許可できる役割（個人）"), [Length(max=LONGEST_ROLES)], render_kw={"maxlength": LONGEST_ROLES}
    )
    hands_over_corporate = StringField(
        _l("許可できる役割（法人（認印））"),
        [Length(max=LONGEST_ROLES)],
        render_kw={"maxlength": LONGEST_ROLES},
    )
