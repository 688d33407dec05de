"""A route as fields: its conditions, and each step with slots for its approvers in order (MK-48)."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp

from contracts.acts import RouteStep
from contracts.approval import LONGEST_HOURS, LONGEST_NAME, MOST_APPROVERS, MOST_STEPS, StepRule
from webapp.access.address_parts import stripped
from webapp.access.asking import new_key
from webapp.access.whole_numbers import WholeNumber
from webapp.approval_routes.amounts import YenField
from webapp.approval_routes.house import House
from webapp.texts.approval import RULES

LONGEST_TITLE, LEAST_SLOTS, SENIOR_SLOTS, FREE_SLOTS = 200, 3, 2, 2


def _person() -> SelectField:
    return SelectField(choices=[], validate_choice=False)


class StepForm(Form):  # type: ignore[misc]  # WTForms is untyped
    """One 段階; what is left empty in the last of them is no step."""

    name = StringField(
        _l("段階の名前"),
        [Length(max=LONGEST_NAME, message=_l("%(max)d文字以内で入力してください。"))],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
    rule = SelectField(
        _l("承認のそろえ方"),
        choices=[SelectChoice(rule.value, RULES[rule]) for rule in StepRule],
        default=StepRule.ALL.value,
    )
    approvers = FieldList(_person(), max_entries=MOST_APPROVERS)
    hours = StringField(
        _l("承認されないときに知らせるまでの時間"),
        [WholeNumber(0, LONGEST_HOURS)],
        default="0",
        render_kw={"maxlength": 3, "inputmode": "numeric"},
    )
    escalation = FieldList(_person(), max_entries=MOST_APPROVERS)

    @property
    def is_empty(self) -> bool:
        return not (self.name.data or self.people or self.seniors)

    @property
    def people(self) -> list[str]:
        return [one.data for one in self.approvers if one.data]

    @property
    def seniors(self) -> list[str]:
        return [one.data for one in self.escalation if one.data]

    @property
    def step(self) -> RouteStep:
        return RouteStep(
            self.name.data or "", self.people, self.rule.data, int(self.hours.data or 0), self.seniors
        )


class RouteForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` makes the route one route however often its form is sent."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    name = StringField(
        _l("承認経路の名前"),
        [
            DataRequired(_l("名前を入力してください。")),
            Length(max=LONGEST_TITLE, message=_l("%(max)d文字以内で入力してください。")),
        ],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_TITLE, "autocomplete": "off"},
    )
    contract_type = SelectField(_l("契約種別"), choices=[], validate_choice=False)
    amount_from = YenField(_l("金額（この金額から）"))
    amount_to = YenField(_l("金額（この金額まで）"))
    department = SelectField(_l("依頼する人の部署（グループ）"), choices=[], validate_choice=False)
    person = SelectField(_l("依頼する人"), choices=[], validate_choice=False)
    steps = FieldList(FormField(StepForm), min_entries=1, max_entries=MOST_STEPS)


class TrialForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """A contract that is only thought of; asked with GET, it changes nothing."""

    class Meta:
        csrf = False

    contract_type = SelectField(_l("契約種別"), choices=[], validate_choice=False)
    amount = YenField(_l("金額"))
    person = SelectField(_l("依頼する人"), choices=[], validate_choice=False)


def offer(form: RouteForm, house: House) -> RouteForm:
    """Give each select what the organisation has, and each step free slots for more people."""
    people = [("", _l("指定しない")), *((one.public_id, one.name) for one in house.people)]
    form.contract_type.choices = [
        ("", _l("すべての契約種別")),
        *((one.public_id, one.name) for one in house.types),
    ]
    form.person.choices = people
    named = [*house.departments, *([form.department.data] if form.department.data else [])]
    form.department.choices = [("", _l("指定しない")), *((one, one) for one in dict.fromkeys(named))]
    for entry in form.steps:
        _widen(entry.form.approvers, LEAST_SLOTS)
        _widen(entry.form.escalation, SENIOR_SLOTS)
        for slot in (*entry.form.approvers, *entry.form.escalation):
            slot.choices = _approvers(house, slot.data)
    return form


def offer_trial(form: TrialForm, house: House) -> TrialForm:
    form.contract_type.choices = [(one.public_id, one.name) for one in house.types]
    form.person.choices = [(one.public_id, one.name) for one in house.people]
    return form


def _widen(slots: FieldList, least: int) -> None:
    filled = len([one for one in slots if one.data])
    while len(slots) < min(MOST_APPROVERS, max(least, filled + FREE_SLOTS)):
        slots.append_entry("")


def _approvers(house: House, chosen: str | None) -> Sequence[tuple[str, object]]:
    """Who was chosen and can approve no more stays on the list, and is told so."""
    known = [(one.public_id, one.name) for one in house.approvers]
    gone = bool(chosen) and chosen not in {one.public_id for one in house.approvers}
    lost = [(str(chosen), _l("承認できなくなった方"))] if gone else []
    return [("", _l("選ばない")), *lost, *known]
