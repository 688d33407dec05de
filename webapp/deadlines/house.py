"""The days off of the organisation whose pages these are."""

from sqlalchemy.orm import Session

from adapters.holidays import calendar_of
from database.deadline_reminders import IsDayOff
from database.drafting.scheduling import company_holidays
from database.queries.preferences import preferences_of
from webapp.access.staff import staff


def house_calendar(session: Session) -> IsDayOff:
    return calendar_of(company_holidays(preferences_of(session, staff().organization.id)))
