"""独自の項目 of a contract, as people read them."""

from datetime import date

from contracts.custom_values import CustomValue, values_from
from contracts.type_preset import FieldKind
from database.contract import Contract
from webapp.texts.dates import prose_date, table_date


def shown_value(one: CustomValue) -> str:
    """Return the value as it is typed into its field again."""
    if one.kind == FieldKind.DATE:
        return table_date(date.fromisoformat(one.value))
    return _grouped(one.value) if one.kind == FieldKind.NUMBER else one.value


def custom_pairs(contract: Contract) -> tuple[tuple[str, str], ...]:
    """Return label and words of each item that has a value, in the order of its 契約種別."""
    return tuple((one.label, _said(one)) for one in values_from(contract.custom_values))


def _said(one: CustomValue) -> str:
    if one.kind == FieldKind.DATE:
        return prose_date(date.fromisoformat(one.value))
    return shown_value(one)


def _grouped(number: str) -> str:
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdecimal() else number
