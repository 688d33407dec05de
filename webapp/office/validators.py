"""What a preference about time must read as; the words are kept as they are compared."""

import re
import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from contracts.day_input import day_from
from contracts.sending_hours import hours_from


def are_hours(_form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    typed = unicodedata.normalize("NFKC", field.data or "").replace(" ", "")
    opens, _, closes = re.sub("[〜~－]", "-", typed).partition("-")
    hours = hours_from(f"{opens.zfill(5)}-{closes.zfill(5)}", frozenset())
    if hours is None:
        raise StopValidation(str(_l("「08:30-21:00」のように、始まりと終わりの時刻を入力してください。")))
    field.data = f"{hours.opens:%H:%M}-{hours.closes:%H:%M}"


def are_days(_form: object, field: Any) -> None:  # noqa: ANN401 -- as above
    try:
        days = sorted({day for line in (field.data or "").split() if (day := day_from(line))})
    except ValueError:
        message = _l("休日を1行に1日ずつ、「2026/12/30」のように入力してください。")
        raise StopValidation(str(message)) from None
    field.data = "\n".join(f"{day:%Y/%m/%d}" for day in days)
