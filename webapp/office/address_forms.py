"""What staff decide on a filed address: until when it holds, what it replaces, and why not (AD-19)."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.access.address_parts import IS_MAIL, stripped, words
from webapp.access.asking import new_key

LONGEST_REASON = 1000


class ApprovalForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`replaces` are the public ids of entries that hold now and are named on the page."""

    valid_until = StringField(_l("有効期限"), render_kw={"maxlength": 30, "autocomplete": "off"})
    replaces = SelectMultipleField(
        _l("この届出で置き換える届出"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )


class ReasonForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    reason = TextAreaField(
        _l("理由"),
        [
            DataRequired(_l("理由を入力してください。")),
            Length(max=LONGEST_REASON, message=_l("%(max)d文字以内で入力してください。")),
        ],
        filters=[stripped],
        render_kw={"rows": 3, "maxlength": LONGEST_REASON},
    )


class InvitationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """What a member of staff types to ask somebody to file."""

    key = HiddenField(default=new_key)
    company = words(_l("会社名・団体名"), autocomplete="off")
    name = words(_l("氏名"), autocomplete="off")
    mail = StringField(
        _l("メールアドレス"),
        [DataRequired(_l("メールアドレスを入力してください。")), *IS_MAIL],
        filters=[stripped],
        render_kw={"type": "email", "autocomplete": "off"},
    )
    language = SelectField(_l("言語"), validate_choice=False)
