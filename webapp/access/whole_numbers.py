"""A whole number as it is typed into a form of the staff."""

import re
import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from contracts.retention import FEWEST_YEARS, MOST_YEARS

GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


class WholeNumber:
    """A validator: digits of any width, with commas between thousands or none, kept as they are compared."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, _form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
        field.data = unicodedata.normalize("NFKC", field.data or "").strip()
        if GROUPED.fullmatch(field.data):
            field.data = field.data.replace(",", "")
        is_number = field.data.isascii() and field.data.isdecimal() and len(field.data) <= len(str(self.most))
        if not is_number or not self.least <= int(field.data) <= self.most:
            message = _l(
                "%(least)s〜%(most)sの数字で入力してください。",
                least=f"{self.least:,}",
                most=f"{self.most:,}",
            )
            raise StopValidation(str(message))


class RetentionYears(WholeNumber):
    """保存年数: empty leaves it to the organisation; fewer than the law asks for nobody may say (LW-26)."""

    def __init__(self) -> None:
        super().__init__(FEWEST_YEARS, MOST_YEARS)

    def __call__(self, form: object, field: Any) -> None:  # noqa: ANN401 -- as above
        if (field.data or "").strip():
            super().__call__(form, field)
        else:
            field.data = ""
