"""What a contract says for the 独自の項目 of its 契約種別: read, spelled, and what is still missing (CF-14).

A value is kept with the label and the kind it was typed under: a type that is changed later alters nothing.
"""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation

from contracts.day_input import day_from
from contracts.event_table import canonical
from contracts.type_preset import CustomField, FieldKind

LONGEST_TEXT, LONGEST_NUMBER = 500, 30


@dataclass(frozen=True, slots=True)
class CustomValue:
    """`value` is canonical: a number with a point alone, a day as 2026-04-01."""

    code: str
    label: str
    kind: str
    value: str


def value_of(field: CustomField, typed: str) -> str:
    """Return the one spelling, empty for nothing typed; raises ValueError(code) for what does not fit."""
    line = " ".join(typed.split())
    if not line:
        return ""
    return _READERS[FieldKind(field.kind)](field, line)


def missing(fields: Sequence[CustomField], values: Iterable[CustomValue]) -> tuple[CustomField, ...]:
    """Return the fields that are required and have no value."""
    given = {one.code for one in values if one.value}
    return tuple(one for one in fields if one.required and one.code not in given)


def spelled_values(values: Iterable[CustomValue]) -> str:
    """Return what is kept of the values that are there; empty for none."""
    held = [asdict(one) for one in values if one.value]
    return canonical(held) if held else ""


def without_days(stored: str) -> str:
    """Return what a template keeps: it outlives the days of the contract it was made of."""
    return spelled_values(one for one in values_from(stored) if one.kind != FieldKind.DATE)


def values_from(stored: str) -> tuple[CustomValue, ...]:
    return tuple(CustomValue(**one) for one in json.loads(stored)) if stored else ()


def _text(_field: CustomField, line: str) -> str:
    if len(line) > LONGEST_TEXT:
        raise ValueError("custom_too_long")
    return line


def _number(_field: CustomField, line: str) -> str:
    plain = unicodedata.normalize("NFKC", line).replace(",", "").replace(" ", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise ValueError("number_unreadable") from None
    if not number.is_finite() or len(plain) > LONGEST_NUMBER or "E" in plain.upper():
        raise ValueError("number_unreadable")
    return f"{number:f}"


def _day(_field: CustomField, line: str) -> str:
    try:
        day = day_from(line)
    except ValueError:
        raise ValueError("day_unreadable") from None
    return day.isoformat() if day else ""


def _choice(field: CustomField, line: str) -> str:
    if line not in field.choices:
        raise ValueError("choice_unknown")
    return line


_READERS = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _day,
    FieldKind.CHOICE: _choice,
}
