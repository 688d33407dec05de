"""コメントする: the words, and whom they are for (MK-40)."""

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import SelectMultipleField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from contracts.sharing import LONGEST_COMMENT
from database.queries.colleagues import colleagues_of
from webapp.access.address_parts import stripped
from webapp.access.asking import new_key
from webapp.access.staff import staff
from webapp.casefile.forms import KeyForm


class CommentForm(KeyForm):
    body = TextAreaField(
        _l("コメント"),
        [
            DataRequired(_l("コメントを入力してください。")),
            Length(max=LONGEST_COMMENT, message=_l("%(max)d文字以内で入力してください。")),
        ],
        filters=[stripped],
        render_kw={"rows": 4},
    )
    notified = SelectMultipleField(
        _l("知らせる相手"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )


def comment_form(session: Session, *, typed: bool = False) -> CommentForm:
    form = CommentForm() if typed else CommentForm(None, data={"key": new_key()})
    form.notified.choices = people_to_choose(session)
    return form


def people_to_choose(session: Session) -> list[SelectChoice]:
    """Return everybody else of the organisation by name."""
    people = colleagues_of(session, staff().organization.id)
    return [SelectChoice(one.public_id, one.name) for one in people if one.id != staff().user.id]
