"""What is typed to let an auditor of another organisation look."""

import unicodedata
import uuid

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length, Regexp

from webapp.access.asking import new_key

LONGEST = 60


def plain(typed: str | None) -> str:
    """Return a code as it is kept, however it was copied: width, case and margins do not count."""
    return unicodedata.normalize("NFKC", typed or "").strip().lower()


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """Asked by GET: it changes nothing."""

    class Meta:
        csrf = False

    code = StringField(
        _l("閲覧者コード"),
        [DataRequired(_l("閲覧者コードを入力してください。")), Length(max=LONGEST)],
        filters=[plain],
        render_kw={"maxlength": LONGEST, "autocomplete": "off", "spellcheck": "false"},
    )


class GrantForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}\Z")])
    code = HiddenField(filters=[plain])
    until = StringField(_l("閲覧できる最後の日"), render_kw={"maxlength": 30, "autocomplete": "off"})
    takes_files = BooleanField(_l("締結済みPDFと合意証明書（相手方控）のダウンロードも許可する"))

    @property
    def public_id(self) -> str:
        return str(uuid.UUID(self.key.data))
