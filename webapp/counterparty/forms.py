"""What every form of a visit carries unseen: which visit it was drawn for, and the key of its one act."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField

from database.queries.visits import Visit
from webapp.access.asking import new_key

TOO_LONG = _l("%(max)d文字以内で入力してください。")


class VisitForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    visit = HiddenField()
    key = HiddenField(default=new_key)

    def drawn_for(self, found: Visit) -> "VisitForm":
        self.visit.data = found.session.public_id if found.session else ""
        return self


def key_of(form: VisitForm) -> str:
    """Return the form's key, or a new one if something that is no form left it out."""
    return str(form.key.data or new_key())
