"""The preferences of an organisation, as they are set."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.preferences import NAMES, Preferences, read, written
from database.engine import now_of
from database.office import Preference
from database.people import User


def preferences_of(session: Session, organization_id: int) -> Preferences:
    query = select(Preference.name, Preference.value).where(Preference.organization_id == organization_id)
    return read({row[0]: row[1] for row in session.execute(query)})


def phone_of(session: Session, user: User) -> str:
    """Return the phone printed beside the person's name: their own, or the organisation's (AD-23)."""
    return user.phone or preferences_of(session, user.organization_id).contact_phone


def preferred_link_days(session: Session, organization_id: int) -> int | None:
    """Return the days a request stays open, or None where only the installation says it (CF-01)."""
    query = select(Preference.id).where(
        Preference.organization_id == organization_id, Preference.name == "request_link_days"
    )
    if session.scalars(query).first() is None:
        return None
    return preferences_of(session, organization_id).request_link_days


def set_preference(session: Session, user: User, name: str, value: object) -> None:
    """Keep one preference; raises KeyError for a name that `Preferences` does not have."""
    if name not in NAMES:
        raise KeyError(name)
    now = now_of(session)
    query = select(Preference).where(
        Preference.organization_id == user.organization_id, Preference.name == name
    )
    row = session.scalars(query).first()
    if row is None:
        row = Preference(organization_id=user.organization_id, name=name)
        session.add(row)
    row.value, row.changed_by_id, row.changed_at = written(value), user.id, now
