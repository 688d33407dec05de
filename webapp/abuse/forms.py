from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from contracts.abuse import LONGEST_DETAILS
from webapp.access.address_parts import IS_MAIL, TOO_LONG, stripped
from webapp.access.asking import new_key
from webapp.texts.abuse import ABUSE_KINDS


class ReportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(default=new_key)
    kind = RadioField(
        _l("報告の内容"),
        [InputRequired(_l("報告の内容を選んでください。"))],
        choices=[SelectChoice(str(kind), label) for kind, label in ABUSE_KINDS.items()],
    )
    details = TextAreaField(
        _l("くわしい内容"),
        [Length(max=LONGEST_DETAILS, message=TOO_LONG)],
        filters=[stripped],
    )
    mail = StringField(
        _l("ご連絡先のメールアドレス"),
        [Optional(), *IS_MAIL],
        filters=[stripped],
        render_kw={"type": "email", "autocomplete": "email"},
    )
