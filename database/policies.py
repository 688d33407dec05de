"""The policies of an organisation, as they are set."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.policies import NAMES, Policies, read_policies
from contracts.preferences import written
from database.engine import now_of
from database.office import Preference
from database.shelves.telling import By


def policies_of(session: Session, organization_id: int) -> Policies:
    query = select(Preference.name, Preference.value).where(
        Preference.organization_id == organization_id, Preference.name.in_(NAMES)
    )
    return read_policies({row[0]: row[1] for row in session.execute(query)})


def set_policies(session: Session, by: By, wanted: Mapping[str, object]) -> list[str]:
    """Keep what differs, tell the audit log, and return the names."""
    held = policies_of(session, by.organization_id)
    changed = [name for name in sorted(wanted) if wanted[name] != getattr(held, name)]
    for name in changed:
        _set(session, by, name, written(wanted[name]))
    if changed:
        by.tells(session, "policies_changed", "", names=" ".join(changed))
    return changed


def _set(session: Session, by: By, name: str, value: str) -> None:
    now = now_of(session)
    query = select(Preference).where(
        Preference.organization_id == by.organization_id, Preference.name == name
    )
    row = session.scalars(query).first()
    if row is None:
        row = Preference(organization_id=by.organization_id, name=name)
        session.add(row)
    row.value, row.changed_by_id, row.changed_at = value, by.staff.user.id, now
