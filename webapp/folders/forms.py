"""What is typed about groups, folders and tags."""

import uuid
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from contracts.access.tags import LONGEST_TAG
from database.people import User
from webapp.access.address_parts import stripped
from webapp.access.asking import new_key

LONGEST_NAME = 100
SPECIAL = r"[^\x00-\x1f/\\]*"


def name_and_mail(user: User) -> str:
    """Return both as a list of people names them; the sheets put the mail on a line of its own on a phone."""
    return f"{user.name}　\n{user.mail}"


def _name(label: Any, longest: int = LONGEST_NAME) -> StringField:  # noqa: ANN401 -- a lazy text
    return StringField(
        label,
        [
            DataRequired(_l("名前を入力してください。")),
            Length(max=longest, message=_l("%(max)d文字以内で入力してください。")),
            Regexp(SPECIAL + r"\Z", message=_l("名前に「/」と「\\」は使えません。")),
        ],
        filters=[stripped],
        render_kw={"maxlength": longest, "autocomplete": "off"},
    )


class CreationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` makes one thing of a form however often it is sent."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}\Z")])

    @property
    def public_id(self) -> str:
        return str(uuid.UUID(self.key.data))


class GroupCreationForm(CreationForm):
    name = _name(_l("グループ名"))


class GroupForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    name = _name(_l("グループ名"))
    members = SelectMultipleField(
        _l("メンバー"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class FolderCreationForm(CreationForm):
    name = _name(_l("フォルダ名"))
    parent = SelectField(_l("置く場所"))


class FolderForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    name = _name(_l("フォルダ名"))
    parent = SelectField(_l("置く場所"))
    inherits = BooleanField(_l("上のフォルダの権限を引き継ぐ"))


class FolderDeletionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    move_up = BooleanField(_l("中にあるフォルダと文書を、一つ上に移す"))


class TagForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    name = _name(_l("タグの名前"), LONGEST_TAG)
