"""From the cells of a row to its values, read as the draft page reads what is typed there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from contracts.code_rule import code_fault
from contracts.day_input import day_from
from contracts.money import INCLUDED, money_from
from contracts.phone import mobile_from
from contracts.preferences import Preferences
from database.bulk_values import PartyValues, RowValues
from database.template_content import TemplateContent
from webapp.bulk_sendings.columns import Column
from webapp.csv_reading import with_zero
from webapp.texts.amount_input import yen_from

NOT_STATED = frozenset({"記載なし", "なし"})
LONGEST = {"company": 200, "name": 200, "mail": 320, "title": 300, "subject": 300, "memo": 20_000}
RowFault = tuple[int, str, str]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Meant:
    """`codes` are access codes as typed, by the number of the party; they are in no other field."""

    values: RowValues
    codes: dict[int, str]
    faults: list[RowFault]


@dataclass(frozen=True, slots=True)
class Rules:
    columns: Sequence[Column]
    content: TemplateContent
    preferences: Preferences


def meant_by(typed: dict[str, str], rules: Rules) -> Meant:
    cells = {(one.number, one.field): typed.get(one.name, "") for one in rules.columns}
    faults: list[RowFault] = []
    numbers = sorted({one.number for one in rules.columns if one.number})
    parties = [_party(cells, number, faults) for number in numbers]
    codes = {number: cells[number, "access_code"] for number in numbers if cells.get((number, "access_code"))}
    faults += _code_faults(codes, rules)
    facts = _facts({field: text for (number, field), text in cells.items() if not number}, faults)
    return Meant(RowValues(**facts, parties=parties), codes, faults)


def _party(cells: dict[tuple[int, str], str], number: int, faults: list[RowFault]) -> PartyValues:
    try:
        phone = mobile_from(with_zero(cells.get((number, "phone"), "")))
    except ValueError as fault:
        phone = ""
        faults.append((number, "phone", str(fault)))
    words = {name: _line(cells.get((number, name), ""), name) for name in ("company", "name", "mail")}
    return PartyValues(number, phone=phone, **words)


def _code_faults(codes: dict[int, str], rules: Rules) -> list[RowFault]:
    rule = rules.preferences.access_code_rule
    hints = {number: rules.content.parties[number - 1].asked["access_code_hint"] for number in codes}
    found = {number: code_fault(code, rule, hints[number]) for number, code in codes.items()}
    return [(number, "access_code", fault) for number, fault in found.items() if fault]


def _facts(cells: dict[str, str], faults: list[RowFault]) -> dict[str, Any]:
    words = {name: _line(cells.get(name, ""), name) for name in ("title", "subject")}
    days = {
        name: _day(_read(cells, name, day_from, "day_unreadable", faults))
        for name in ("starts_on", "ends_on")
    }
    limit = _read(cells, "guarantee_limit", yen_from, "amount_unreadable", faults)
    memo = cells.get("memo", "").replace("\r\n", "\n")[: LONGEST["memo"]]
    return {**words, **days, **_amount(cells, faults), "guarantee_limit": limit, "memo": memo}


def _amount(cells: dict[str, str], faults: list[RowFault]) -> dict[str, Any]:
    if cells.get("amount", "") in NOT_STATED:
        return {"amount_state": "none", "amount": None, "currency": "JPY", "amount_tax": INCLUDED}
    money = _read(cells, "amount", money_from, "amount_unreadable", faults)
    if money is None:
        return {}
    tax = money.tax or INCLUDED
    return {"amount_state": "stated", "amount": money.amount, "currency": money.currency, "amount_tax": tax}


def _read(
    cells: dict[str, str],
    name: str,
    reader: Callable[[str], Value | None],
    fault: str,
    faults: list[RowFault],
) -> Value | None:
    try:
        return reader(cells.get(name, ""))
    except ValueError:
        faults.append((0, name, fault))
        return None


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _line(text: str, name: str) -> str:
    return " ".join(text.split())[: LONGEST[name]]
