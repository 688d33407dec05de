"""初期設定: what an organisation has already set (IM-10)."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from database.audit import AuditEvent
from database.people import Organization, User
from database.policies import policies_of
from database.queries.preferences import preferences_of

LEAST_PEOPLE = 2


@dataclass(frozen=True, slots=True)
class SetUp:
    """Each is done or not; `dismissed` when an administrator has closed the list."""

    sender: bool
    people: bool
    seal: bool
    contact: bool
    types: bool
    dismissed: bool

    @property
    def is_complete(self) -> bool:
        return all((self.sender, self.people, self.seal, self.contact, self.types))

    @property
    def is_shown(self) -> bool:
        return not self.dismissed and not self.is_complete


def set_up_of(session: Session, organization: Organization) -> SetUp:
    preferences = preferences_of(session, organization.id)
    policies = policies_of(session, organization.id)
    return SetUp(
        sender=_has_told(session, organization, "organization_renamed"),
        people=_people(session, organization) >= LEAST_PEOPLE,
        seal=_has_told(session, organization, "preferences_"),
        contact=bool(preferences.contact_phone or policies.help_mail),
        types=_has_told(session, organization, "contract_type_"),
        dismissed=policies.setup_done,
    )


def _people(session: Session, organization: Organization) -> int:
    query = select(func.count()).select_from(User)
    open_to = (User.organization_id == organization.id, User.disabled_at.is_(None))
    return session.scalar(query.where(*open_to)) or 0


def _has_told(session: Session, organization: Organization, code: str) -> bool:
    query = select(AuditEvent.sequence).where(
        AuditEvent.organization_id == organization.id, AuditEvent.code.startswith(code, autoescape=True)
    )
    return session.scalars(query.limit(1)).first() is not None
