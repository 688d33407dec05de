"""What a template's 契約種別 asks for each time: the days, the amount, 極度額 and its own items."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from wtforms import Form

from contracts.day_input import day_from
from contracts.money import Money, money_from, written
from contracts.type_preset import TypePreset
from database.contract import Contract
from database.document_template import DocumentTemplate
from database.document_templates import content_held
from database.queries.types import preset_of
from webapp.document_templates.forms import UseForm
from webapp.drafting.complaining import complain
from webapp.drafting.custom_items import custom_form, kept_values
from webapp.texts.amount_input import yen_from
from webapp.texts.draft_faults import fault_sentence


@dataclass(frozen=True, slots=True)
class Facts:
    """The fields that are shown; `items` are the type's own, `preset` says what must be there."""

    form: UseForm
    items: Form
    preset: TypePreset
    held: Mapping[str, Any]

    @property
    def asks_limit(self) -> bool:
        return self.preset.guarantee_limit or self.held.get("guarantee_limit") is not None

    @property
    def asks_amount(self) -> bool:
        return str(self.held["amount_state"]) != "none"

    @property
    def needs_amount(self) -> bool:
        return str(self.held["amount_state"]) == "stated"


def held_facts(template: DocumentTemplate) -> dict[str, str]:
    """Return what the page says before anything is typed; the days belong to the contract alone."""
    facts = content_held(template).facts
    limit = facts.get("guarantee_limit")
    amount = facts["amount"]
    return {
        "title": facts["title"],
        "amount": written(Money(amount, facts["currency"])) if amount is not None else "",
        "guarantee_limit": f"{limit:,}" if limit is not None else "",
    }


def facts_of(template: DocumentTemplate, form: UseForm, *, typed: bool) -> Facts:
    held = content_held(template).facts
    items = custom_form(template.type, held.get("custom_values", ""), typed=typed)
    return Facts(form, items, preset_of(template.type), held)


def facts_fit(template: DocumentTemplate, facts: Facts) -> bool:
    """Complain of what cannot be read, and of a required thing that is empty."""
    form = facts.form
    starts, ends = (_read(form[name], day_from, "day_unreadable") for name in ("starts_on", "ends_on"))
    if starts and ends and ends < starts:
        complain(form.ends_on, fault_sentence("ends_before_start"))
    amount = _read(form.amount, money_from, "amount_unreadable")
    if facts.needs_amount and amount is None and not form.amount.errors:
        complain(form.amount, fault_sentence("amount_missing"))
    limit = _read(form.guarantee_limit, yen_from, "amount_unreadable")
    if facts.preset.guarantee_limit and not limit and not form.guarantee_limit.errors:
        complain(form.guarantee_limit, fault_sentence("guarantee_limit_missing"))
    return _items_fit(template, facts) and not form.errors


def put_facts(session: Session, template: DocumentTemplate, facts: Facts, contract: Contract) -> None:
    """Put what was typed into the draft, where it counts more than what the template holds."""
    form = facts.form
    contract.starts_on, contract.ends_on = _day(form.starts_on), _day(form.ends_on)
    if facts.asks_amount and (money := money_from(form.amount.data or "")) is not None:
        contract.amount, contract.currency, contract.amount_state = money.amount, money.currency, "stated"
        contract.amount_tax = money.tax or contract.amount_tax
    if facts.asks_limit:
        contract.guarantee_limit = yen_from(form.guarantee_limit.data or "")
    contract.custom_values = kept_values(facts.items, template.type, contract.custom_values)
    session.flush()


def _day(field: Any) -> date | None:  # noqa: ANN401 -- WTForms is untyped
    return day_from(field.data or "")


def _items_fit(template: DocumentTemplate, facts: Facts) -> bool:
    kept_values(facts.items, template.type, facts.held.get("custom_values", ""))
    for control in facts.items:
        asked = facts.items.needs[control.short_name]
        if asked.required and not (control.data or "").strip():
            complain(control, fault_sentence("custom_missing"))
    return not facts.items.errors


def _read(field: Any, reader: Callable[[str], Any], fault: str) -> Any:  # noqa: ANN401 -- WTForms is untyped
    try:
        return reader(field.data or "")
    except ValueError:
        complain(field, fault_sentence(fault))
        return None
