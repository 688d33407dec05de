"""What is typed into the forms about an address: by the person who files it, and by staff who ask for it."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from contracts.day_input import day_from
from webapp.access.mail_field import spelled_as_mail

LONGEST, LONGEST_MAIL = 200, 320
TOO_LONG = _l("%(max)d文字以内で入力してください。")
IS_MAIL = (Length(max=LONGEST_MAIL, message=TOO_LONG), spelled_as_mail)


def stripped(typed: str | None) -> str:
    return (typed or "").strip()


def words(label: Any, missing: Any = None, **attributes: str) -> StringField:  # noqa: ANN401 -- lazy texts
    rules = [DataRequired(missing)] if missing else []
    return StringField(
        label, [*rules, Length(max=LONGEST, message=TOO_LONG)], filters=[stripped], render_kw=attributes
    )


def day_ahead(field: Any, today: date) -> date | None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    """Return the last day that was typed; one that cannot be read or is over is said beside the field."""
    try:
        day = day_from(field.data or "")
    except ValueError:
        field.errors = [_l("日付を読み取れません。「2027/3/31」のように入力してください。")]
        return None
    if day is not None and day < today:
        field.errors = [_l("今日からあとの日付を入力してください。")]
        return None
    return day
