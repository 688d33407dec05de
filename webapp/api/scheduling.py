"""期限・リマインド and the way to the conclusion, from JSON to a draft (MK-56, MK-57, MK-99)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from contracts.day_input import day_from
from contracts.refusals import DayUnreadable, Refused
from contracts.schedule import require_day
from database.contract import Contract
from webapp.api.openapi.requests import NOBODY_REMINDED
from webapp.api.problems import InputRefused
from webapp.texts.refusals import sentence_for

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Schedule:
    """None leaves it to the organisation."""

    last_day: date | None
    link_days: int | None
    reminders: str | None
    remind_at: str | None
    keeps_hours: bool | None
    confirms: bool

    def put(self, contract: Contract) -> None:
        contract.last_day, contract.link_days = self.last_day, self.link_days
        contract.reminders, contract.remind_at = self.reminders, self.remind_at
        contract.keeps_hours, contract.confirms = self.keeps_hours, self.confirms


def schedule_from(body: Body, held: Contract | None, now: datetime) -> Schedule:
    """Raises InputRefused for days of the contract or of a party that cannot be deadlines.

    A day that `held` has already is not looked at again: sending looks at all of them.
    """
    kept = held.last_day if held else None
    errors = [*_day_errors(body.get("last_day", ""), "/last_day", kept, now), *_party_errors(body, held, now)]
    if errors:
        raise InputRefused(errors)
    reminders, link_days = body.get("reminders"), body.get("link_days")
    return Schedule(
        last_day=day_from(body.get("last_day", "")),
        link_days=None if link_days is None else int(link_days),
        reminders="" if reminders == NOBODY_REMINDED else reminders,
        remind_at=body.get("remind_at"),
        keeps_hours=body.get("keeps_hours"),
        confirms=body.get("confirms", False),
    )


def _party_errors(body: Body, held: Contract | None, now: datetime) -> Iterator[dict[str, str]]:
    kept = {party.public_id: party.answer_by for party in held.parties} if held else {}
    for at, party in enumerate(body.get("parties", [])):
        pointer = f"/parties/{at}/answer_by"
        before = kept.get(party.get("id")) if kept else None
        yield from _day_errors(party.get("answer_by", ""), pointer, before, now)


def _day_errors(typed: str, pointer: str, kept: date | None, now: datetime) -> Iterator[dict[str, str]]:
    try:
        _require_deadline(typed, kept, now)
    except Refused as refused:
        yield {"pointer": pointer, "code": refused.code, "detail": sentence_for(refused)}


def _require_deadline(typed: str, kept: date | None, now: datetime) -> None:
    try:
        day = day_from(typed)
    except ValueError:
        raise DayUnreadable from None
    if day and day != kept:
        require_day(day.isoformat(), now)
