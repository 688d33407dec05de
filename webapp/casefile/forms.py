"""The forms of the acts on a contract; each carries its key, made when it is first shown."""

from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Regexp

from webapp.access.asking import new_key

KEY = r"[0-9a-f]{32}"
LONGEST_REASON = 1000


class KeyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(validators=[Regexp(KEY)])


class WithdrawalForm(KeyForm):
    reason = TextAreaField(_l("取り下げの理由"), [DataRequired(_l("取り下げの理由を入力してください。"))])


class ResumptionForm(KeyForm):
    reply = TextAreaField(_l("相手への回答"), [DataRequired(_l("相手への回答を入力してください。"))])


class RoundForm(KeyForm):
    """`version` names an upload that is kept already, so that asking again needs no second choice of file."""

    file = MultipleFileField(_l("新しい版のファイル"))
    version = HiddenField()
    reply = TextAreaField(_l("変更点の説明"), [DataRequired(_l("変更点の説明を入力してください。"))])


Form = TypeVar("Form", bound=KeyForm)


def fresh(kind: type[Form], prefix: str) -> Form:
    """Return an empty form with a key of its own."""
    return kind(None, prefix=prefix, data={"key": new_key()})


def case_forms(given: dict[str, Any]) -> dict[str, Any]:
    """Return every form of a contract's page; `given` are those that were sent and are shown again."""
    kinds = {
        "resumption": ResumptionForm,
        "round": RoundForm,
    }
    return {name: given.get(name) or fresh(kind, name) for name, kind in kinds.items()}
