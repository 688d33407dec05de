"""審査依頼の入力, and the words of its thread (MK-43)."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from sqlalchemy.orm import Session
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from contracts.reviewing import ReviewKind, ReviewState
from database.people import User
from database.queries.colleagues import colleagues_of, reviewers_of
from webapp.access.address_parts import TOO_LONG, day_ahead, stripped
from webapp.access.asking import new_key
from webapp.access.staff import staff
from webapp.casefile.forms import KeyForm
from webapp.texts.reviews import KINDS, STATES

LONGEST_TITLE, LONGEST_BODY = 300, 10_000


class RequestForm(KeyForm):
    title = StringField(
        _l("件名"),
        [DataRequired(_l("件名を入力してください。")), Length(max=LONGEST_TITLE, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"autocomplete": "off"},
    )
    kind = RadioField(
        _l("依頼の種別"), [InputRequired(_l("依頼の種別を選んでください。"))], validate_choice=True
    )
    body = TextAreaField(
        _l("説明"),
        [DataRequired(_l("説明を入力してください。")), Length(max=LONGEST_BODY, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"rows": 6},
    )
    due_on = StringField(_l("希望期限"), render_kw={"maxlength": 30, "autocomplete": "off"})
    assignee = SelectField(_l("法務担当者"), validate_choice=False)
    people = SelectMultipleField(
        _l("案件関係者"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )
    files = MultipleFileField(_l("添付ファイル"))

    def let_choose(self, session: Session) -> None:
        house = staff().organization.id
        self.kind.choices = [SelectChoice(kind.value, name) for kind, name in KINDS.items()]
        self.assignee.choices = [
            SelectChoice("", _l("指定しない（法務で決める）")),
            *(SelectChoice(one.public_id, one.name) for one in reviewers_of(session, house)),
        ]
        others = [one for one in colleagues_of(session, house) if one.id != staff().user.id]
        self.people.choices = [SelectChoice(one.public_id, one.name) for one in others]

    def day(self, today: date) -> date | None:
        return day_ahead(self.due_on, today)


class WordForm(KeyForm):
    """`state` is what the request is set to, or empty for words alone."""

    body = TextAreaField(
        _l("回答"),
        [DataRequired(_l("回答を入力してください。")), Length(max=LONGEST_BODY, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"rows": 5},
    )
    state = SelectField(_l("状態"), validate_choice=False)
    files = MultipleFileField(_l("添付ファイル"))

    def let_choose(self, states: tuple[ReviewState, ...]) -> None:
        self.state.choices = [
            SelectChoice("", _l("いまの状態のまま")),
            *(SelectChoice(one.value, STATES[one][0]) for one in states),
        ]


class AssigneeForm(KeyForm):
    assignee = SelectField(_l("法務担当者"), validate_choice=False)

    def let_choose(self, reviewers: list[User]) -> None:
        self.assignee.choices = [
            SelectChoice("", _l("未定")),
            *(SelectChoice(one.public_id, one.name) for one in reviewers),
        ]


def request_form() -> RequestForm:
    return RequestForm(None, data={"key": new_key(), "kind": ReviewKind.CHECKING.value})


def word_form() -> WordForm:
    return WordForm(None, data={"key": new_key()})
