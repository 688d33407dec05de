"""What is written down of a request when it comes in."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp, ValidationError

from contracts.mail_address import is_mail
from contracts.person_requests import MOST_MAILS, RequestKind
from webapp.access.asking import new_key
from webapp.access.tidy import one_line, unix_lines
from webapp.texts.person_requests import KINDS

LONGEST_NAME, LONGEST_PHONE, LONGEST_TEXT = 200, 32, 2000


def spelled_as_mails(_form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    mails = (field.data or "").split()
    if len(mails) > MOST_MAILS:
        raise ValidationError(_("メールアドレスは%(most)d件までです。", most=MOST_MAILS))
    wrong = [one for one in mails if not is_mail(one)]
    if wrong:
        raise ValidationError(_("メールアドレスの形ではありません：%(mail)s", mail=wrong[0][:LONGEST_NAME]))


class RequestForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the public id: the form sent twice registers once."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}\Z")])
    kind = RadioField(
        _l("請求の種類"),
        [DataRequired(_l("請求の種類を選んでください。"))],
        choices=[SelectChoice(kind.value, KINDS[kind]) for kind in RequestKind],
    )
    mails = TextAreaField(
        _l("本人のメールアドレス"),
        [Length(max=LONGEST_TEXT), spelled_as_mails],
        filters=[unix_lines],
        render_kw={"rows": 3, "maxlength": LONGEST_TEXT, "autocomplete": "off", "spellcheck": "false"},
    )
    name = StringField(
        _l("本人の氏名"),
        [Length(max=LONGEST_NAME, message=_l("200文字以内で入力してください。"))],
        filters=[one_line],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
    phone = StringField(
        _l("本人の電話番号"),
        [Length(max=LONGEST_PHONE)],
        filters=[one_line],
        render_kw={"maxlength": LONGEST_PHONE, "autocomplete": "off", "inputmode": "tel"},
    )
    received_on = StringField(
        _l("受付日"),
        [DataRequired(_l("受付日を入力してください。"))],
        render_kw={"maxlength": 30, "autocomplete": "off"},
    )
    answer_by = StringField(_l("回答の目安の日"), render_kw={"maxlength": 30, "autocomplete": "off"})
    checked_how = TextAreaField(
        _l("本人確認の方法"),
        [
            DataRequired(_l("本人であることをどのように確かめたかを入力してください。")),
            Length(max=LONGEST_TEXT),
        ],
        filters=[unix_lines],
        render_kw={"rows": 3, "maxlength": LONGEST_TEXT},
    )
    remarks = TextAreaField(
        _l("備考"),
        [Length(max=LONGEST_TEXT)],
        filters=[unix_lines],
        render_kw={"rows": 3, "maxlength": LONGEST_TEXT},
    )
