"""社外共有リンク: who is to read, by which code, until when, under which name of ours (MK-41)."""

from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from contracts.languages import LANGUAGES
from contracts.sharing import DAYS_BY_DEFAULT, MOST_DAYS
from webapp.access.address_parts import IS_MAIL, TOO_LONG, day_ahead, stripped, words
from webapp.casefile.forms import KeyForm
from webapp.texts.dates import table_date

LONGEST_CODE, LONGEST_MESSAGE = 200, 2000


class ShareForm(KeyForm):
    """`language` is that of the pages and of the mail."""

    recipient = words(_l("共有する相手"), autocomplete="off")
    mail = StringField(
        _l("メールアドレス"),
        [Optional(), *IS_MAIL],
        filters=[stripped],
        render_kw={"type": "email", "autocomplete": "off"},
    )
    display_name = words(
        _l("相手に表示する名前"), _l("相手に表示する名前を入力してください。"), autocomplete="off"
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
    last_day = StringField(
        _l("共有する最後の日"),
        [DataRequired(_l("共有する最後の日を入力してください。"))],
        render_kw={"maxlength": 30, "autocomplete": "off"},
    )
    message = TextAreaField(
        _l("相手へのメッセージ"),
        [Length(max=LONGEST_MESSAGE, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"rows": 3},
    )
    language = SelectField(_l("言語"), validate_choice=False)

    def let_choose(self) -> None:
        self.language.choices = [SelectChoice(code, name) for code, name in LANGUAGES.items()]

    def day(self, today: date) -> date | None:
        """Return the last day that was typed; one that cannot be meant is said beside the field."""
        day = day_ahead(self.last_day, today)
        if day is not None and day > today + timedelta(days=MOST_DAYS):
            self.last_day.errors = [_("共有できるのは%(days)s日先までです。", days=MOST_DAYS)]
            return None
        return day


def usual_last_day(today: date) -> str:
    return table_date(today + timedelta(days=DAYS_BY_DEFAULT))
