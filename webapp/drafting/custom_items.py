"""独自の項目 of a 契約種別 as a form: what is shown, and what is kept of it."""

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import Form, SelectField, StringField
from wtforms.fields import SelectChoice

from contracts.custom_values import CustomValue, spelled_values, value_of, values_from
from contracts.type_preset import CustomField, FieldKind
from database.contract_type import ContractType
from database.drafting import CUSTOM
from database.queries.types import preset_of
from webapp.drafting.complaining import complain
from webapp.texts.custom_values import shown_value
from webapp.texts.draft_faults import fault_sentence

LONGEST = 500


def custom_form(kind: ContractType | None, stored: str, *, typed: bool) -> Form:
    """Return the form with what was typed, for each field that was sent, or with what is kept."""
    fields = preset_of(kind).items
    held = {f"{CUSTOM}{one.code}": shown_value(one) for one in values_from(stored)}
    made: Any = type("CustomForm", (Form,), {f"{CUSTOM}{one.code}": _field(one) for one in fields})
    is_sent = typed and any(f"{CUSTOM}{one.code}" in request.form for one in fields)
    form = made(request.form if is_sent else None, data=held)
    form.needs = {f"{CUSTOM}{one.code}": one for one in fields}
    return form


def kept_values(form: Form, kind: ContractType | None, stored: str) -> str:
    """Return what is to be kept; what cannot be read is complained of and stays as it was."""
    held = {one.code: one for one in values_from(stored)}
    fields = preset_of(kind).custom_fields
    return spelled_values(one for field in fields if (one := _kept(form, field, held.get(field.code))))


def _kept(form: Form, field: CustomField, held: CustomValue | None) -> CustomValue | None:
    name = f"{CUSTOM}{field.code}"
    if name not in form or name not in request.form:
        return held
    try:
        value = value_of(field, form[name].data or "")
    except ValueError as fault:
        complain(form[name], fault_sentence(str(fault)))
        return held
    return CustomValue(field.code, field.label, field.kind, value)


def _field(field: CustomField) -> StringField | SelectField:
    if field.kind == FieldKind.CHOICE:
        choices = _choices(field.choices)
        return SelectField(field.label, choices=choices, description=field.help, validate_choice=False)
    attributes = {"maxlength": LONGEST, "autocomplete": "off"}
    return StringField(field.label, description=field.help, render_kw=attributes)


def _choices(words: Sequence[str]) -> list[SelectChoice]:
    return [SelectChoice("", ""), *(SelectChoice(one, one) for one in words)]
