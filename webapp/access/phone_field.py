"""The one rule for a phone number of any kind that is typed into a form."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from contracts.phone import printed_phone


def spelled_as_phone(_form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    """Keep the number as it is printed, with its hyphens."""
    try:
        field.data = printed_phone(field.data or "")
    except ValueError:
        raise StopValidation(str(_l("電話番号を「03-1234-5678」のように入力してください。"))) from None
