"""独自の項目 of a 契約種別, from JSON to what a draft keeps (CF-14)."""

from typing import Any

from contracts.custom_values import CustomValue, spelled_values, value_of, values_from
from contracts.type_preset import CustomField
from database.contract_type import ContractType
from database.queries.types import preset_of
from webapp.api.bodies import field_error
from webapp.api.problems import InputRefused
from webapp.texts.draft_faults import fault_sentence


def custom_json(stored: str) -> dict[str, str]:
    return {one.code: one.value for one in values_from(stored)}


def custom_from(kind: ContractType | None, given: dict[str, Any], stored: str = "") -> str:
    """Return what is kept: what was given, and what stands already for the items of this type.

    A value of None is taken away. Raises InputRefused for items the type has not, and for what does not fit.
    """
    fields = {one.code: one for one in preset_of(kind).custom_fields}
    values = {one.code: one for one in values_from(stored) if one.code in fields}
    errors = []
    for code, value in given.items():
        try:
            values[code] = _value(fields.get(code), "" if value is None else str(value))
        except LookupError:
            errors.append(field_error(f"/custom_values/{code}", "unknown_item"))
        except ValueError as fault:
            sentence = fault_sentence(str(fault))
            errors.append({"pointer": f"/custom_values/{code}", "code": str(fault), "detail": sentence})
    if errors:
        raise InputRefused(errors)
    return spelled_values(values[code] for code in fields if code in values)


def _value(field: CustomField | None, typed: str) -> CustomValue:
    if field is None:
        raise LookupError
    return CustomValue(field.code, field.label, field.kind, value_of(field, typed))
