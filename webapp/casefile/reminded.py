"""契約ごとのリマインド as the page of a contract and the first page show them, from their day on (MK-18)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from adapters.holidays import calendar_of
from contracts.life import civil_day
from database.contract import Contract
from database.deadline_reminders import Reminded, reminded_contracts, reminders_of
from database.drafting.scheduling import company_holidays
from database.engine import now_of
from database.queries.preferences import preferences_of
from database.sessions import Staff


def reminded_of(session: Session, contract: Contract) -> Sequence[Reminded]:
    """Return the reminders of the contract that are up today."""
    held = preferences_of(session, contract.organization_id)
    today = civil_day(now_of(session))
    found = reminders_of(session, contract, calendar_of(company_holidays(held)))
    return [one for one in found if one.is_up(today)]


def reminded_for(session: Session, staff: Staff) -> Sequence[Reminded]:
    """Return what is up today of all that the person may see, the nearest day first."""
    held = preferences_of(session, staff.organization.id)
    return reminded_contracts(session, staff, calendar_of(company_holidays(held)))
