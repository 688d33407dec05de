"""What a row of a file means, as it is kept: JSON, access codes never among it (MK-51)."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from contracts.event_table import canonical


@dataclass(frozen=True, slots=True)
class PartyValues:
    """Who takes a place whose names are 送信時に指定; `number` counts the parties of the template from 1."""

    number: int
    company: str = ""
    name: str = ""
    mail: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RowValues:
    """Empty texts and None leave what the template says; days are ISO dates, `guarantee_limit` is yen."""

    title: str = ""
    subject: str = ""
    memo: str = ""
    amount_state: str = ""
    amount: int | None = None
    currency: str = ""
    amount_tax: str = ""
    guarantee_limit: int | None = None
    starts_on: str = ""
    ends_on: str = ""
    parties: list[PartyValues] = field(default_factory=list)

    @property
    def days(self) -> tuple[date | None, date | None]:
        starts, ends = (date.fromisoformat(one) if one else None for one in (self.starts_on, self.ends_on))
        return starts, ends


def spelled_values(values: RowValues) -> str:
    return canonical(asdict(values))


def values_from(stored: str) -> RowValues:
    facts: dict[str, Any] = json.loads(stored)
    return RowValues(**{**facts, "parties": [PartyValues(**one) for one in facts["parties"]]})
