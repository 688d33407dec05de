"""条件: each thing that narrows the list, with the address that leaves it out."""

from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.management.seeking import Query, Sought, TypedDay
from webapp.texts.dates import table_date
from webapp.texts.stages import stage_label


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    value: str
    query: Query


def chips(sought: Sought) -> list[Chip]:
    return [_chip(sought, name) for name in sought.conditions()]


def _chip(sought: Sought, name: str) -> Chip:
    match name:
        case "q":
            return Chip(_("キーワード"), sought.words, sought.query(q=""))
        case "counterparty":
            return Chip(_("相手方"), sought.counterparty, sought.query(counterparty=""))
        case "stage":
            return Chip(_("状態"), str(stage_label(sought.stage)), sought.query(stage=""))
        case _:
            return Chip(_("契約終了日"), _span(sought), sought.query(expires_from="", expires_to=""))


def _span(sought: Sought) -> str:
    begin, end = _day(sought.expires_from), _day(sought.expires_to)
    return str(_("%(begin)s～%(end)s", begin=begin, end=end))


def _day(typed: TypedDay) -> str:
    return table_date(typed.day) if typed.day else typed.text
