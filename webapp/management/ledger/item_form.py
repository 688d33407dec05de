"""契約情報 of one contract as a form: each item with what the person saw when the page was made."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from contracts.ledger import LONGEST_REASON
from contracts.metadata import LONGEST_LINE, LONGEST_MEMO, NO_AMOUNT, Item, ValueUnreadable, value_from
from contracts.type_preset import CustomField
from database.changing_metadata import own_items, value_in
from database.contract import Contract
from webapp.access.asking import new_key
from webapp.casefile.forms import KeyForm
from webapp.drafting.complaining import complain
from webapp.texts.metadata import (
    AMOUNT,
    CHOICE,
    MEMO,
    TICK,
    fault_words,
    item_choices,
    item_hint,
    item_kind,
    item_label,
    item_typed,
)

SEEN = "seen-"
LONGEST_OWN = 500


class ReasonForm(KeyForm):
    reason = TextAreaField(
        _l("変更の理由"),
        [Length(max=LONGEST_REASON, message=_l("%(max)d文字以内で入力してください。"))],
        render_kw={"maxlength": LONGEST_REASON, "rows": 2},
    )


def items_of(contract: Contract) -> list[str]:
    """Return every item the contract has, in the order of the page."""
    return [*(item.value for item in Item), *(f"custom:{one.code}" for one in own_items(contract))]


def name_of(item: str) -> str:
    """Return the item's name in a form: `custom:area` is custom-area."""
    return item.replace(":", "-")


def item_form(contract: Contract, *, typed: bool) -> Any:  # noqa: ANN401 -- a form made for this contract
    """Return the form, as sent when `typed`, else with what is kept; each item has its `seen-` value."""
    own, items = own_items(contract), items_of(contract)
    fields: dict[str, Any] = {name_of(item): _field(item, own) for item in items}
    fields |= {SEEN + name_of(item): HiddenField() for item in items}
    held = {name_of(item): item_typed(item, value_in(contract, item), own) for item in items}
    held |= {SEEN + name_of(item): value_in(contract, item) for item in items}
    made = type("ItemForm", (ReasonForm,), fields)
    form = made() if typed else made(None, data={"key": new_key(), **held})
    form.items = {item: form[name_of(item)] for item in items}
    return form


def values_in(form: Any, contract: Contract) -> Mapping[str, str]:  # noqa: ANN401 -- as item_form
    """Return the value of each item that was sent; what cannot be read is complained of and left out."""
    own, found = own_items(contract), dict[str, str]()
    for item, field in form.items.items():
        if field.raw_data is None or not field.raw_data:
            continue
        try:
            found[item] = value_typed(item, field.data or "", own)
        except ValueUnreadable as unreadable:
            complain(field, fault_words(str(unreadable.facts["why"])))
    return found


def seen_in(form: Any) -> Mapping[str, str]:  # noqa: ANN401 -- as item_form
    """Return what the person had before their eyes, by item."""
    seen = {item: form[SEEN + name_of(item)] for item in form.items}
    return {item: (field.data or "").replace("\r\n", "\n") for item, field in seen.items() if field.raw_data}


def value_typed(item: str, typed: str, own: Sequence[CustomField]) -> str:
    """Return the value; raises ValueUnreadable. The words of the person's own language are read too."""
    said_none = item == Item.AMOUNT and typed.strip() == str(_("記載なし"))
    return value_from(item, NO_AMOUNT if said_none else typed, own)


def _field(item: str, own: Sequence[CustomField]) -> Any:  # noqa: ANN401 -- an unbound field of WTForms
    kind, label, hint = item_kind(item, own), item_label(item, own), item_hint(item, own)
    if kind in {CHOICE, TICK}:
        choices = [SelectChoice(value, words) for value, words in item_choices(item, own)]
        return SelectField(label, choices=choices, description=hint, validate_choice=False)
    if kind == MEMO:
        long = {"rows": 6, "maxlength": LONGEST_MEMO}
        return TextAreaField(label, description=hint, render_kw=long)
    longest = LONGEST_OWN if item.startswith("custom:") else LONGEST_LINE
    attributes = {"maxlength": longest, "autocomplete": "off"}
    if kind == AMOUNT:
        attributes["inputmode"] = "text"
    return StringField(label, description=hint, render_kw=attributes)
