"""期限・リマインド of a draft: what it says itself, and what the organisation says for it (MK-56, NX-10)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from contracts.day_input import day_from
from contracts.life import civil_day
from contracts.preferences import Preferences
from contracts.reminders import Reminding
from database.contract import Contract
from database.drafting.house import House
from database.drafting.planning import is_reached_by_sms
from database.engine import now_of
from database.queries.draft_parties import parties_of
from database.queries.preferences import preferences_of, preferred_link_days
from database.queries.types import preset_of, type_with_code


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The fields of `contracts.acts.Submit` of the same names."""

    link_days: int
    last_day: str
    reminders: str
    remind_at: str
    hours: str
    days_off: list[str]


def schedule_of(session: Session, contract: Contract, house: House) -> Scheduled:
    """Return what the draft is sent with; hours are told only where somebody is reminded or gets an SMS."""
    kept = preferences_of(session, contract.organization_id)
    reminders = kept.reminders if contract.reminders is None else contract.reminders
    keeps = kept.keeps_hours if contract.keeps_hours is None else contract.keeps_hours
    by_sms = any(party.signs and is_reached_by_sms(party) for party in parties_of(session, contract))
    is_bound = keeps and (reminders != Reminding.NONE or by_sms)
    today = civil_day(now_of(session))
    return Scheduled(
        link_days=contract.link_days or usual_link_days(session, contract, house),
        last_day=contract.last_day.isoformat() if contract.last_day else "",
        reminders=reminders,
        remind_at=(contract.remind_at or kept.remind_at) if reminders else "",
        hours=kept.sending_hours if is_bound else "",
        days_off=_days(house.days_off(today, company_holidays(kept))) if is_bound else [],
    )


def usual_link_days(session: Session, contract: Contract, house: House, shown_type: str | None = None) -> int:
    """Return the days that the type says, else the organisation, else the installation.

    `shown_type` is the code of the type a page was shown with, where that may be another by now.
    """
    named = type_with_code(session, contract.organization_id, shown_type or "")
    kind = contract.type if shown_type is None else named
    preferred = preferred_link_days(session, contract.organization_id)
    return preset_of(kind).link_days or preferred or house.link_days


def company_holidays(kept: Preferences) -> list[date]:
    """Return the days that can be read, in any order."""
    return [day for line in kept.company_holidays.split() if (day := _readable(line))]


def _days(days: list[date]) -> list[str]:
    return [day.isoformat() for day in days]


def _readable(text: str) -> date | None:
    try:
        return day_from(text)
    except ValueError:
        return None
