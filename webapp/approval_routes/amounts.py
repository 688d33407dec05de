"""An amount of yen as a field: typed with commas or full width, shown again as it was typed."""

from typing import Any

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from webapp.texts.amount_input import yen_from


class YenField(StringField):  # type: ignore[misc]  # WTForms is untyped
    """`yen` is None for nothing written; read it after validation."""

    def __init__(self, label: object, **options: Any) -> None:  # noqa: ANN401 -- WTForms' own options
        super().__init__(label, [_is_yen], render_kw={"inputmode": "numeric", "maxlength": 30}, **options)

    @property
    def yen(self) -> int | None:
        return yen_from(self.data or "")


def _is_yen(_form: object, field: YenField) -> None:
    try:
        yen_from(field.data or "")
    except ValueError:
        raise ValidationError(_("金額を「1,000,000」のように入力してください。")) from None
